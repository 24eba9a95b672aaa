using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

/// <summary>When a stop is due.</summary>
public sealed class StopControlTests
{
    [Fact]
    public void A_stop_after_the_step_is_due_at_once()
    {
        using var stop = new StopControl();
        stop.Check(StopPoint.Step);
        stop.StopAfterStep();
        Assert.True(stop.IsDue && stop.IsRequested && stop.Token.IsCancellationRequested);
        Assert.Throws<OperationCanceledException>(() => stop.Check(StopPoint.Step));
    }

    [Fact]
    public void A_stop_after_the_epoch_lets_steps_pass()
    {
        using var stop = new StopControl();
        stop.StopAfterEpoch();
        stop.Check(StopPoint.Step);
        Assert.True(stop.IsRequested);
        Assert.False(stop.IsDue);
        Assert.Throws<OperationCanceledException>(() => stop.Check(StopPoint.Epoch));
        Assert.True(stop.IsDue);
    }

    [Fact]
    public void What_an_app_registered_on_the_token_may_fail()
    {
        using var stop = new StopControl();
        using var registration = stop.Token.Register(() => throw new InvalidOperationException("from the app"));
        stop.StopAfterStep();
        Assert.True(stop.IsDue);
    }
}
