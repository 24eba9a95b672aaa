namespace TrainApp.Vision.CocoEvaluation.Matching;

/// <summary>
/// The combinations of area range and threshold as bits of one word: bit a·T + t stands for range a and threshold t.
/// </summary>
internal sealed class Lanes
{
    private const int MaxThresholds = 32;
    private const int MaxLanes = 64;

    private readonly ulong[] _fromThreshold;
    private readonly double[] _thresholds;
    private readonly CocoAreaRange[] _areas;

    public Lanes(CocoEvaluationSettings settings)
    {
        (_thresholds, _areas) = (settings.Thresholds, settings.Areas);
        if (_thresholds.Length is 0 or > MaxThresholds || _thresholds.Length * _areas.Length > MaxLanes)
        {
            throw new ArgumentException($"1 to {MaxThresholds} thresholds, and at most {MaxLanes} times area ranges, are supported.", nameof(settings));
        }

        if (!_thresholds.SequenceEqual(_thresholds.Order())) throw new ArgumentException("The thresholds must ascend.", nameof(settings));

        // The best similarity counts as a match at threshold 1 even if rounding made it a little less.
        _thresholds = [.. _thresholds.Select(threshold => Math.Min(threshold, 1 - 1e-10))];
        OfArea = (1UL << _thresholds.Length) - 1;
        for (var a = 0; a < _areas.Length; a++) Repeat |= 1UL << (a * _thresholds.Length);

        _fromThreshold = new ulong[_thresholds.Length + 1];
        for (var t = 0; t < _thresholds.Length; t++) _fromThreshold[t + 1] = _fromThreshold[t] | (Repeat << t);
    }

    public double LowestThreshold => _thresholds[0];

    /// <summary>The lanes of the first area range.</summary>
    public ulong OfArea { get; }

    /// <summary>The first lane of each area range.</summary>
    private ulong Repeat { get; }

    public int LaneOf(int area, int threshold) => (area * _thresholds.Length) + threshold;

    /// <summary>The lanes of one area range, moved down to the lowest bits.</summary>
    public uint Of(int area, ulong lanes) => (uint)(lanes >> (area * _thresholds.Length) & OfArea);

    /// <summary>The lanes whose threshold a similarity reaches.</summary>
    public ulong Reached(double similarity)
    {
        var reached = 0;
        while (reached < _thresholds.Length && similarity >= _thresholds[reached]) reached++;

        return _fromThreshold[reached];
    }

    /// <summary>The lanes whose area range does not contain an area.</summary>
    public ulong Outside(double area)
    {
        ulong outside = 0;
        for (var a = 0; a < _areas.Length; a++)
        {
            if (!_areas[a].Contains(area)) outside |= OfArea << (a * _thresholds.Length);
        }

        return outside;
    }
}
