using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;
using TrainApp.Requests;

namespace TrainApp.Gui.Service;

/// <summary>What a split would give, known before a start.</summary>
/// <param name="Split">The split, spelled out; null when it cannot be understood.</param>
/// <param name="Counts">Images and objects on either side; null when the split cannot be made.</param>
/// <param name="Problems">What is wrong or doubtful with it.</param>
internal sealed record SplitForecast(SplitSpecification? Split, SplitCounts? Counts, IReadOnlyList<Problem> Problems)
{
    /// <param name="app">The app, which offers some methods.</param>
    /// <param name="source">The project.</param>
    /// <param name="split">As in a request; null for the one that the project suggests.</param>
    /// <param name="seed">As in a request.</param>
    public static SplitForecast Of(AppDescription app, SplitSource source, string? split, long? seed)
    {
        var problems = new RequestProblems();
        var understood = SplitChoice.Check(app, new TrainRequest { Split = split, Seed = seed }, source, problems);
        var counts = understood is null || problems.HasErrors ? null : SplitCounts.Of(source, Splitter.Split(source, understood, seed ?? 0));
        return new(understood, counts, problems.All);
    }
}
