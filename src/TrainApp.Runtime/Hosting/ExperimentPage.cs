namespace TrainApp.Hosting;

/// <summary>A page that is asked for of an experiment: what was trained and how, its curves, its files.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Subtitle">What stands below the heading.</param>
public sealed record ExperimentPage(string Title, string Subtitle)
{
    /// <summary>Whether a report of an evaluation is in the page's folder already; both are one page then.</summary>
    public bool HasEvaluation { get; init; }

    /// <summary>The way from the page to the folder of the files, with a slash at its end.</summary>
    public string Root { get; init; } = "";

    /// <summary>The final metrics; null stands for one that is not finite.</summary>
    public IReadOnlyList<KeyValuePair<string, double?>> Metrics { get; init; } = [];

    /// <summary>Settings by their groups.</summary>
    public IReadOnlyList<ExperimentSettings> Settings { get; init; } = [];

    /// <summary>The hyperparameters' text; null without any.</summary>
    public string? Hyperparameters { get; init; }

    /// <summary>What was logged.</summary>
    public IReadOnlyList<ExperimentCurve> Curves { get; init; } = [];

    /// <summary>The files of the experiment.</summary>
    public IReadOnlyList<ExperimentFile> Files { get; init; } = [];
}

/// <summary>Settings that belong together: name and value.</summary>
public sealed record ExperimentSettings(string Title, IReadOnlyList<KeyValuePair<string, string>> Rows);

/// <summary>A line of values.</summary>
/// <param name="Name">Its name as the app logged it.</param>
/// <param name="Axis">What <paramref name="X"/> counts: <c>step</c> or <c>epoch</c>.</param>
/// <param name="X">Places, rising.</param>
/// <param name="Y">Values.</param>
public sealed record ExperimentCurve(string Name, string Axis, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>A file of an experiment.</summary>
/// <param name="Path">Its path below the folder of artifacts, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Note">What is special about it; empty otherwise.</param>
public sealed record ExperimentFile(string Path, long Size, string Note);
