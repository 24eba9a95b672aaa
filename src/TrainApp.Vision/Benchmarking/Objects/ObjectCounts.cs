namespace TrainApp.Vision.Benchmarking.Objects;

/// <summary>Objects and predictions counted, after those below a confidence are left out.</summary>
internal sealed class ObjectCounts
{
    private readonly int[,] _found;
    private readonly int[] _objects, _predictions;
    private readonly double[] _overlap;

    public ObjectCounts(IReadOnlyList<Match> matches, double confidence, int classes)
    {
        _found = new int[classes, ClassThresholds.All.Count];
        (_objects, _predictions, _overlap) = (new int[classes], new int[classes], new double[classes]);
        Confusion = new long[classes + 1, classes + 1];
        foreach (var match in matches)
        {
            var isCounted = match.Score is not { } score || score >= confidence;
            switch (match.Kind)
            {
                case MatchKind.TruePositive when isCounted: AddFound(match); break;
                case MatchKind.TruePositive or MatchKind.FalseNegative: AddMissed(match, classes); break;
                default:
                    if (isCounted) AddFalse(match, classes);
                    break;
            }
        }
    }

    /// <summary>[predicted, true]; the last row and column stand for none.</summary>
    public long[,] Confusion { get; }

    /// <summary>
    /// False predictions that match an object when classes play no part. Rarely that object is of their own class, and a
    /// prediction of another class has their place; the reference counts these too.
    /// </summary>
    public int FalseOnObjects { get; private set; }

    /// <summary>Predictions that found an object at its class's threshold.</summary>
    public int Found(int classIndex) => (int)Confusion[classIndex, classIndex];

    /// <summary>Predictions that found an object with at least that overlap.</summary>
    public int Found(int classIndex, int threshold) => _found[classIndex, threshold];

    public int Objects(int classIndex) => _objects[classIndex];

    public int Predictions(int classIndex) => _predictions[classIndex];

    /// <summary>Sum of the overlaps of those that found something.</summary>
    public double Overlap(int classIndex) => _overlap[classIndex];

    private void AddFound(Match match)
    {
        for (var t = 0; t < ClassThresholds.All.Count; t++) _found[match.Class, t] += match.Iou >= ClassThresholds.All[t] ? 1 : 0;
        Confusion[match.Class, match.Class]++;
        _objects[match.Class]++;
        _predictions[match.Class]++;
        _overlap[match.Class] += match.Iou!.Value;
    }

    private void AddMissed(Match match, int none)
    {
        Confusion[none, match.Class]++;
        _objects[match.Class]++;
    }

    private void AddFalse(Match match, int none)
    {
        _predictions[match.Class]++;
        if (match.Truth is not null) FalseOnObjects++;
        Confusion[match.Class, match.TrueClass ?? none]++;
    }
}
