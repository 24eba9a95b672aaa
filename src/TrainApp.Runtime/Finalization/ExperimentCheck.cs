namespace TrainApp.Finalization;

/// <summary>What a training method returned is not usable; the message names the field, what was expected and what was found.</summary>
internal sealed class InvalidExperimentException(string message) : Exception(message);

/// <summary>
/// Checks what a training method returned. The compiler catches most of it; values that were built elsewhere, and
/// <c>null!</c>, arrive here.
/// </summary>
internal static class ExperimentCheck
{
    private static readonly string[] s_extensions = [".pt", ".pth", ".ckpt", ".safetensors", ".bin"];

    /// <summary>The paths of the checkpoints, in the order given or by name.</summary>
    /// <param name="experiment">What was returned.</param>
    /// <param name="added">Paths of the files that the app had added to the output; no model file may have the name of another one.</param>
    /// <exception cref="InvalidExperimentException">A field is missing or wrong.</exception>
    public static IReadOnlyList<string> Verify(ExperimentInfo? experiment, IReadOnlyList<string> added)
    {
        if (experiment is null) throw new InvalidExperimentException("The training method returned null; expected an ExperimentInfo.");
        if (string.IsNullOrWhiteSpace(experiment.ModelName)) throw Wrong(nameof(experiment.ModelName), "the model's name", Shown(experiment.ModelName));
        if (experiment.ModelFiles is null) throw Wrong(nameof(experiment.ModelFiles), "a dictionary of files (it may be empty)", "null");
        VerifyModelFiles(experiment.ModelFiles, added);
        if (experiment.Checkpoints is null) throw Wrong(nameof(experiment.Checkpoints), "a folder or a list of files", "null");
        var checkpoints = Find(experiment.Checkpoints);
        if (string.IsNullOrWhiteSpace(experiment.BestCheckpoint)) throw Wrong(nameof(experiment.BestCheckpoint), "the file name of the best checkpoint", Shown(experiment.BestCheckpoint));
        if (Path.GetFileName(experiment.BestCheckpoint) != experiment.BestCheckpoint) throw Wrong(nameof(experiment.BestCheckpoint), "a bare file name", Shown(experiment.BestCheckpoint));
        var names = checkpoints.Select(path => Path.GetFileName(path)!).ToList();
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(nameof(experiment.Checkpoints), "files with different names", $"'{twice.Key}' twice");
        if (!names.Contains(experiment.BestCheckpoint))
            throw Wrong(nameof(experiment.BestCheckpoint), $"one of the checkpoints ({(names.Count == 0 ? "there is none" : string.Join(", ", names))})", Shown(experiment.BestCheckpoint));
        return checkpoints;
    }

    /// <summary>Files and folders in a folder that are checkpoints by their extension.</summary>
    public static IReadOnlyList<string> In(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFileSystemEntries(directory)
            .Where(IsCheckpoint)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Checkpoints anywhere below a folder; what lies in a checkpoint folder belongs to it.</summary>
    public static IEnumerable<string> Below(string directory) => !Directory.Exists(directory)
        ? []
        : In(directory).Concat(Directory.EnumerateDirectories(directory)
            .Where(path => !IsCheckpoint(path) && !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .SelectMany(Below));

    private static bool IsCheckpoint(string path) =>
        s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    private static void VerifyModelFiles(Dictionary<string, string> files, IReadOnlyList<string> added)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, path) in files)
        {
            var field = $"{nameof(ExperimentInfo.ModelFiles)}[\"{key}\"]";
            if (!Path.Exists(path)) throw Wrong(field, "an existing file", Shown(path));
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            if (ArtifactNames.IsOurs(name)) throw Wrong(field, "a file whose name is none of the published files' own", Shown(name));
            if (added.Any(other => Path.GetFileName(other) == name && other != Path.GetFullPath(path))) throw Wrong(field, "a file whose name no added output file has", Shown(name));
            if (!names.Add(name)) throw Wrong(nameof(ExperimentInfo.ModelFiles), "files with different names", $"'{name}' twice");
        }
    }

    private static IReadOnlyList<string> Find(CheckpointFiles checkpoints)
    {
        if (checkpoints.Directory is { } directory)
        {
            if (!Directory.Exists(directory)) throw Wrong(nameof(ExperimentInfo.Checkpoints), "an existing folder", Shown(directory));
            var found = In(Path.GetFullPath(directory));
            return found.Count > 0 ? found : throw Wrong(nameof(ExperimentInfo.Checkpoints), $"a folder with {string.Join(", ", s_extensions)} in it", $"none in '{directory}'");
        }

        if (checkpoints.Files.Count == 0) throw Wrong(nameof(ExperimentInfo.Checkpoints), "at least one file", "an empty list");
        foreach (var file in checkpoints)
        {
            if (!Path.Exists(file)) throw Wrong(nameof(ExperimentInfo.Checkpoints), "existing files", Shown(file));
        }

        return [.. checkpoints.Select(file => Path.TrimEndingDirectorySeparator(Path.GetFullPath(file)))];
    }

    private static string Shown(string? value) => value switch { null => "null", "" => "an empty text", _ => $"'{value}'" };

    private static InvalidExperimentException Wrong(string field, string expected, string found) =>
        new($"ExperimentInfo.{field}: expected {expected}, found {found}.");
}
