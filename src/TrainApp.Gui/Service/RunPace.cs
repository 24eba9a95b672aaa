namespace TrainApp.Gui.Service;

/// <summary>
/// How fast a training gets on, from the last minutes: the time that is left is told only when both halves of what was seen agree.
/// Until a run was watched that long, its pace from the start counts.
/// </summary>
internal sealed class RunPace
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(2), s_rest = TimeSpan.FromMilliseconds(500);
    private const int FewestMoves = 6;
    private const double LargestDifference = 1.6, LeastShare = 0.005, LeastSeconds = 4;

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset Time, double Share)> _seen = [];
    private (DateTimeOffset Time, double Share) _last;

    /// <summary>Time until training is done; null while nobody can say.</summary>
    /// <param name="updated">When training got on last.</param>
    /// <param name="share">How far it is, from 0 to 1.</param>
    /// <param name="elapsed">Seconds since it began.</param>
    /// <param name="now">Now.</param>
    public TimeSpan? TimeLeft(DateTimeOffset updated, double share, double elapsed, DateTimeOffset now)
    {
        lock (_gate) return Left(updated, share, elapsed, now);
    }

    private TimeSpan? Left(DateTimeOffset updated, double share, double elapsed, DateTimeOffset now)
    {
        See(updated, share);
        if (share is <= 0 or >= 1 || Rate(share, elapsed) is not { } rate) return null;
        var left = TimeSpan.FromSeconds(Math.Min((1 - share) / rate, TimeSpan.FromDays(3650).TotalSeconds)) - (now - updated);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private void See(DateTimeOffset updated, double share)
    {
        if (share < _last.Share || updated < _last.Time) _seen.Clear();
        if (_seen.Count > 0 && (share == _last.Share || updated - _last.Time < s_rest)) return;
        _last = (updated, share);
        _seen.Enqueue(_last);
        while (_seen.Count > FewestMoves && updated - _seen.Peek().Time > s_window) _seen.Dequeue();
    }

    /// <summary>Share per second.</summary>
    private double? Rate(double share, double elapsed)
    {
        if (_seen.Count < FewestMoves) return share >= LeastShare && elapsed >= LeastSeconds ? share / elapsed : null;
        var seen = _seen.ToArray();
        var middle = seen[seen.Length / 2];
        var (first, second) = (Slope(seen[0], middle), Slope(middle, seen[^1]));
        return Math.Max(first, second) <= LargestDifference * Math.Min(first, second) ? Slope(seen[0], seen[^1])
            : elapsed >= s_window.TotalSeconds ? share / elapsed
            : null;
    }

    private static double Slope((DateTimeOffset Time, double Share) from, (DateTimeOffset Time, double Share) to) =>
        (to.Share - from.Share) / Math.Max(0.001, (to.Time - from.Time).TotalSeconds);
}
