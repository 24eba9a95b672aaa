namespace TrainApp.Projects;

/// <summary>Where a path really leads: links in every part of it are followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The full path without links; parts that do not exist are kept as they are.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    /// <summary>Whether a folder is another one or lies below it; both are real paths.</summary>
    public static bool IsWithin(string path, string directory)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return string.Equals(path, directory, comparison)
            || path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar, comparison)
            || string.Equals(directory, Path.GetPathRoot(path), comparison);
    }

    private static string Follow(string path, ref int links)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        var here = Path.Combine(Follow(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target) return here;
        if (++links > MaxLinks) throw new IOException($"Links lead in a circle at '{here}'.");
        return Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links);
    }
}
