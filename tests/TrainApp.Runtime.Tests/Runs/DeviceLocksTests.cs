using TrainApp.Files;
using TrainApp.Runs;

namespace TrainApp.Tests.Runs;

/// <summary>Who works on a device is known from locks that vanish with their holders.</summary>
public sealed class DeviceLocksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Workspace Workspace => Workspace.Locate(_folder.Path, null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_device_has_one_run_until_it_lets_go()
    {
        using (DeviceLocks.TryTake(Workspace, ["cuda:0", "cpu"], 12))
        {
            Assert.Equal(("cpu", 12), DeviceLocks.FindHolder(Workspace, ["cpu"]));
            Assert.Equal(("cuda:0", 12), DeviceLocks.FindHolder(Workspace, ["cuda:1", "cuda:0"]));
            Assert.Null(DeviceLocks.FindHolder(Workspace, ["cuda:1"]));
            Assert.Null(DeviceLocks.TryTake(Workspace, ["cuda:1", "cpu"], 13));
            Assert.Null(DeviceLocks.FindHolder(Workspace, ["cuda:1"]));
        }

        Assert.Null(DeviceLocks.FindHolder(Workspace, ["cpu", "cuda:0"]));
    }

    [Fact]
    public void Runs_that_share_a_device_are_seen_by_one_that_does_not()
    {
        using var first = DeviceLocks.TryShare(Workspace, ["cpu"], 1);
        using var second = DeviceLocks.TryShare(Workspace, ["cpu"], 2);
        Assert.NotNull(second);
        Assert.Equal("cpu", DeviceLocks.FindHolder(Workspace, ["cpu"])?.Device);
        first!.Dispose();
        Assert.Equal(("cpu", 2), DeviceLocks.FindHolder(Workspace, ["cpu"]));
        second.Dispose();
        Assert.Null(DeviceLocks.FindHolder(Workspace, ["cpu"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_a_start_clears_away_what_ended_runs_have_left(bool sweeps)
    {
        DeviceLocks.TryShare(Workspace, ["cpu"], 1)!.Dispose();
        var left = Path.Combine(Workspace.Locks, "device-cpu.run-1.lock");
        Assert.True(File.Exists(left));
        Assert.Null(DeviceLocks.FindHolder(Workspace, ["cpu"], sweeps));
        Assert.Equal(!sweeps, File.Exists(left));
    }

    [Fact]
    public void A_device_that_nobody_used_has_no_holder() => Assert.Null(DeviceLocks.FindHolder(Workspace, ["cpu"]));

    [Fact]
    public void An_owner_that_cannot_be_read_is_nobody()
    {
        using var held = DeviceLocks.TryTake(Workspace, ["cpu"], 3);
        File.WriteAllText(Path.Combine(Workspace.Locks, "device-cpu.run"), "three");
        Assert.Equal(("cpu", 0), DeviceLocks.FindHolder(Workspace, ["cpu"]));
    }
}
