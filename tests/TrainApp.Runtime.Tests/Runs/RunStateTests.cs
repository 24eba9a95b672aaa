using TrainApp.Runs;

namespace TrainApp.Tests.Runs;

/// <summary>The one state machine, edge by edge.</summary>
public sealed class RunStateTests
{
    private static readonly HashSet<(string From, string To)> s_edges =
    [
        ("queued", "preparing"), ("queued", "stopped"), ("queued", "failed"),
        ("preparing", "training"), ("preparing", "stopped"), ("preparing", "failed"),
        ("training", "paused"), ("training", "finalizing"), ("training", "failed"),
        ("paused", "training"), ("paused", "finalizing"), ("paused", "failed"),
        ("finalizing", "completed"), ("finalizing", "degraded"), ("finalizing", "stopped"), ("finalizing", "failed"),
        ("completed", "finalizing"), ("degraded", "finalizing"), ("stopped", "finalizing"), ("failed", "finalizing"),
    ];

    [Fact]
    public void Only_the_edges_of_the_design_exist()
    {
        var states = Enum.GetValues<RunState>();
        var edges = states.SelectMany(from => states.Where(to => from.MayLeadTo(to)).Select(to => (from.Name(), to.Name())));
        Assert.Equal(s_edges.Order(), edges.Order());
    }

    [Fact]
    public void There_are_nine_states_and_each_is_read_by_its_name()
    {
        Assert.Equal(9, Enum.GetValues<RunState>().Select(state => state.Name()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Enum.GetValues<RunState>(), state => Assert.Equal(state, RunStates.Parse(state.Name())));
        Assert.Null(RunStates.Parse("finished"));
        Assert.Null(RunStates.Parse(null));
    }

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("failed", 1)]
    [InlineData("degraded", 3)]
    [InlineData("stopped", 4)]
    public void A_final_state_has_its_exit_code(string state, int exitCode)
    {
        Assert.True(RunStates.Parse(state)!.Value.IsFinal());
        Assert.Equal(exitCode, RunStates.Parse(state)!.Value.ExitCode());
    }
}
