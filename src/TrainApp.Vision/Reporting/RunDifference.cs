using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>An image that runs do not agree on.</summary>
/// <param name="Image">The image.</param>
/// <param name="Objects">Per run what is drawn of it.</param>
/// <param name="Difference">How far the numbers of errors lie apart.</param>
internal sealed record RunDifference(EvaluatedImage Image, IReadOnlyList<IReadOnlyList<DrawnObject>> Objects, double Difference)
{
    private const int MostImages = 60;

    /// <summary>The images that all runs have, those first whose outcomes differ most; each run at its own confidence.</summary>
    public static IReadOnlyList<RunDifference> Find(IReadOnlyList<(string Name, EvaluationResult Result)> runs, CancellationToken cancellationToken)
    {
        var places = runs.Select(run => run.Result.Images.Index().DistinctBy(pair => pair.Item.Name, StringComparer.Ordinal).ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal)).ToList();
        var matches = runs.Select(run => run.Result.Matches.ToLookup(match => match.Image)).ToList();
        List<(EvaluatedImage Image, int[] Places, double Difference)> found = [];
        foreach (var image in runs[0].Result.Images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!places.TrueForAll(own => own.ContainsKey(image.Name))) continue;
            int[] own = [.. places.Select(place => place[image.Name])];
            var errors = runs.Select((run, i) => Errors(run.Result, matches[i][own[i]])).ToList();
            var difference = errors.Max() - errors.Min();
            if (difference > 0) found.Add((image, own, difference));
        }

        return
        [
            .. found.OrderByDescending(one => one.Difference).Take(MostImages)
                .Select(one => new RunDifference(one.Image, [.. runs.Select((run, i) => Drawn(run.Result, matches[i][one.Places[i]]))], one.Difference)),
        ];
    }

    /// <summary>Wrong predictions weigh more the surer a model is of them.</summary>
    private static double Errors(EvaluationResult result, IEnumerable<Match> matches) => matches.Sum(match => OutcomeOf(match, result.Confidence) switch
    {
        MatchKind.FalseNegative => 1,
        MatchKind.FalsePositive => 1 + match.Score!.Value,
        _ => 0,
    });

    private static List<DrawnObject> Drawn(EvaluationResult result, IEnumerable<Match> matches)
    {
        List<DrawnObject> drawn = [];
        foreach (var match in matches)
        {
            if (OutcomeOf(match, result.Confidence) is not { } outcome) continue;
            var one = outcome == MatchKind.FalseNegative ? result.Truth[match.Truth!.Value] : result.Predictions[match.Prediction!.Value];
            drawn.Add(new DrawnObject(outcome, result.Classes[match.Class], outcome == MatchKind.FalseNegative ? null : match.Score, one.Box));
        }

        return drawn;
    }

    /// <summary>What a match is at a confidence: an object that was found by a prediction below it is missed, a wrong prediction below it is nothing.</summary>
    public static MatchKind? OutcomeOf(Match match, double confidence) => match.Kind switch
    {
        MatchKind.FalseNegative => MatchKind.FalseNegative,
        _ when match.Score >= confidence => match.Kind,
        MatchKind.TruePositive => MatchKind.FalseNegative,
        _ => null,
    };
}

/// <summary>Something that is drawn over an image.</summary>
internal sealed record DrawnObject(MatchKind Kind, string Class, double? Score, Box Box);
