namespace TrainApp.Gui.Service;

/// <summary>One point of a curve.</summary>
/// <param name="Step">The step since training began.</param>
/// <param name="Epoch">The epoch as the app numbers it; null before the first.</param>
/// <param name="Seconds">Seconds since the run's first value.</param>
/// <param name="Value">The value.</param>
internal readonly record struct CurvePoint(long Step, int? Epoch, double Seconds, double Value);

/// <summary>
/// Keeps a curve small while it is read once from its beginning: of each stretch the least and the greatest value stay. When there are
/// too many stretches, two become one.
/// </summary>
internal sealed class CurveReducer(int mostPoints)
{
    private readonly List<(CurvePoint Least, CurvePoint Greatest)> _stretches = [];
    private int _width = 1;
    private int _inLast;

    /// <summary>Adds the next point.</summary>
    public void Add(CurvePoint point)
    {
        if (_stretches.Count > 0 && _inLast < _width)
        {
            _stretches[^1] = Join(_stretches[^1], (point, point));
            _inLast++;
            return;
        }

        if (_stretches.Count == Math.Max(1, mostPoints / 2)) Halve();
        if (_inLast < _width && _stretches.Count > 0)
        {
            _stretches[^1] = Join(_stretches[^1], (point, point));
            _inLast++;
            return;
        }

        _stretches.Add((point, point));
        _inLast = 1;
    }

    /// <summary>The points that stayed, in the order of time.</summary>
    public IReadOnlyList<CurvePoint> ToPoints() =>
    [
        .. _stretches.SelectMany(stretch => stretch.Least == stretch.Greatest ? [stretch.Least]
            : stretch.Least.Seconds <= stretch.Greatest.Seconds ? [stretch.Least, stretch.Greatest]
            : new[] { stretch.Greatest, stretch.Least }),
    ];

    private void Halve()
    {
        var count = _stretches.Count;
        for (var i = 0; i < count; i += 2) _stretches[i / 2] = i + 1 < count ? Join(_stretches[i], _stretches[i + 1]) : _stretches[i];
        _stretches.RemoveRange((count + 1) / 2, count - ((count + 1) / 2));
        _inLast = count % 2 == 0 ? 2 * _width : _inLast;
        _width *= 2;
    }

    private static (CurvePoint Least, CurvePoint Greatest) Join((CurvePoint Least, CurvePoint Greatest) one, (CurvePoint Least, CurvePoint Greatest) other) =>
        (one.Least.Value <= other.Least.Value ? one.Least : other.Least, one.Greatest.Value >= other.Greatest.Value ? one.Greatest : other.Greatest);
}
