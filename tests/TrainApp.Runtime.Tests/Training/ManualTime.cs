namespace TrainApp.Runtime.Tests.Training;

/// <summary>A clock that goes only when a test says so; both of its hands are moved by themselves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _utc = new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);
    private long _timestamp = 12345;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _utc;

    public override long GetTimestamp() => _timestamp;

    public void Pass(TimeSpan span)
    {
        _utc += span;
        _timestamp += span.Ticks;
    }

    public void SetBack(TimeSpan span) => _utc -= span;
}
