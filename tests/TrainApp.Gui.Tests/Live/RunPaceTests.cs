using TrainApp.Gui.Service;

namespace TrainApp.Gui.Tests.Live;

public sealed class RunPaceTests
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_steady_training_is_told_when_it_ends()
    {
        var pace = new RunPace();
        var left = (TimeSpan?)null;
        for (var second = 0; second <= 20; second++) left = pace.TimeLeft(s_start.AddSeconds(second), second / 100.0, second, s_start.AddSeconds(second));
        Assert.Equal(80, left!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void A_pace_that_changes_is_no_pace()
    {
        var pace = new RunPace();
        var left = (TimeSpan?)null;
        for (var second = 0; second <= 20; second++) left = pace.TimeLeft(s_start.AddSeconds(second), 0.01 + 0.5 * Math.Pow(second / 20.0, 4), second, s_start.AddSeconds(second));
        Assert.Null(left);
    }

    [Fact]
    public void Of_a_run_that_was_not_watched_the_whole_pace_counts()
    {
        var now = s_start.AddSeconds(100);
        Assert.Equal(TimeSpan.FromSeconds(300), new RunPace().TimeLeft(now, 0.25, 100, now));
        Assert.Null(new RunPace().TimeLeft(now, 0.001, 100, now));
        Assert.Null(new RunPace().TimeLeft(now, 1, 100, now));
    }

    [Fact]
    public void Time_that_goes_by_within_a_step_counts()
    {
        var pace = new RunPace();
        pace.TimeLeft(s_start.AddSeconds(100), 0.5, 100, s_start.AddSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(90), pace.TimeLeft(s_start.AddSeconds(100), 0.5, 100, s_start.AddSeconds(110)));
        Assert.Equal(TimeSpan.Zero, pace.TimeLeft(s_start.AddSeconds(100), 0.5, 100, s_start.AddSeconds(300)));
    }
}
