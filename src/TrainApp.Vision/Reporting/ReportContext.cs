namespace TrainApp.Vision.Reporting;

/// <summary>What a report says beside the figures of an evaluation.</summary>
internal sealed record ReportContext
{
    /// <summary>The heading, such as the run's name.</summary>
    public string Title { get; init; } = "Evaluation";

    /// <summary>What stands below the heading, such as project and model.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Further lines of the overview: name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>The training images, to find those that are evaluated too; empty when they are not known.</summary>
    public IReadOnlyList<ImageFile> TrainImages { get; init; } = [];

    /// <summary>Objects of the training images per class; null when they are not known.</summary>
    public IReadOnlyList<int>? TrainObjects { get; init; }

    /// <summary>Result of the speed test; empty without one.</summary>
    public IReadOnlyList<SpeedFigure> Speed { get; init; } = [];

    /// <summary>What the speed was measured on.</summary>
    public string? SpeedNote { get; init; }

    /// <summary>Longest side of a picture in pixels.</summary>
    public int PictureSize { get; init; } = 640;
}

/// <summary>An image and its file.</summary>
/// <param name="Name">Its name, <c>dataset/file</c>.</param>
/// <param name="Path">The file.</param>
internal sealed record ImageFile(string Name, string Path);

/// <summary>How fast batches of a size are predicted.</summary>
/// <param name="Batch">Images per batch.</param>
/// <param name="Median">Milliseconds per batch, median.</param>
/// <param name="P95">Milliseconds per batch, 95th percentile.</param>
internal sealed record SpeedFigure(int Batch, double Median, double P95);
