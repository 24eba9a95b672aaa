namespace TrainApp.Gui.Service;

/// <summary>The files that a run has given so far.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Directory">The published folder; null before publishing.</param>
/// <param name="Best">File name of the best checkpoint so far.</param>
/// <param name="Files">Every file, by path.</param>
internal sealed record ArtifactList(int Run, string? Directory, string? Best, IReadOnlyList<Artifact> Files);

/// <summary>One file.</summary>
/// <param name="Path">Its path among the artifacts, with slashes. Before publishing it is where it will be.</param>
/// <param name="File">Where it lies on disk.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its hash in lower case; null where it is not known without reading the file.</param>
/// <param name="Modified">When it was last written, in UTC.</param>
/// <param name="Best">Whether it is the best checkpoint, or a file of it.</param>
/// <param name="Metrics">The metrics that were reported with a checkpoint; null stands for a value that is not finite.</param>
internal sealed record Artifact(string Path, string File, long Size, string? Sha256, DateTimeOffset Modified, bool Best, IReadOnlyDictionary<string, double?>? Metrics);
