using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>Brings a file or folder of the app's to its place among the artifacts.</summary>
internal static class Gathering
{
    /// <summary>
    /// Moves what lies in the run's output, copies what lies elsewhere. Done again it does nothing: the source is gone, or
    /// the same bytes are written once more.
    /// </summary>
    /// <exception cref="FileNotFoundException">Neither the source nor the target is there.</exception>
    public static void Bring(string source, string target, string output)
    {
        source = Path.GetFullPath(source);
        target = Path.GetFullPath(target);
        if (source == target) return;
        if (!Path.Exists(source))
        {
            if (Path.Exists(target)) return;
            throw new FileNotFoundException($"'{source}' is gone.", source);
        }

        var isInside = source.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (Directory.Exists(source)) BringFolder(source, target, isInside);
        else if (isInside) File.Move(source, target, overwrite: true);
        else AtomicFile.Copy(source, target);
    }

    private static void BringFolder(string source, string target, bool move)
    {
        if (move && !Directory.Exists(target))
        {
            Directory.Move(source, target);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            AtomicFile.Copy(file, to);
        }
    }
}
