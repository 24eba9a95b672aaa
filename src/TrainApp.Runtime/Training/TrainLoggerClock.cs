namespace TrainApp.Training;

/// <summary>
/// Wall time that never goes back. It runs with the monotonic clock from its start, so that a system clock that is
/// set back moves nothing; it follows the system clock forward, so that a machine that slept is right again.
/// </summary>
internal sealed class TrainLoggerClock(TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private DateTimeOffset _anchor = time.GetUtcNow();
    private long _anchorTimestamp = time.GetTimestamp();

    /// <summary>Unix time in seconds, with its fraction. Not safe for concurrent use.</summary>
    public double Now()
    {
        var timestamp = time.GetTimestamp();
        var now = _anchor + time.GetElapsedTime(_anchorTimestamp, timestamp);
        var system = time.GetUtcNow();
        if (system - now > Tolerance)
        {
            (_anchor, _anchorTimestamp) = (system, timestamp);
            now = system;
        }

        return (now - DateTimeOffset.UnixEpoch).TotalSeconds;
    }
}
