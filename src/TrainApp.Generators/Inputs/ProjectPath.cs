namespace TrainApp.Generators.Inputs;

/// <summary>Paths as text: a compiler plug-in asks no file system.</summary>
internal static class ProjectPath
{
    /// <summary>Slashes in one direction, <c>.</c> and <c>..</c> resolved.</summary>
    public static string Normalize(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0 || path.EndsWith("/", StringComparison.Ordinal)))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    /// <summary>A path as seen from the project, where it lies below it; its last part otherwise.</summary>
    public static string Relative(string path, string projectDirectory)
    {
        var normal = Normalize(path);
        return projectDirectory.Length > 0 && normal.StartsWith(projectDirectory, StringComparison.Ordinal)
            ? normal.Substring(projectDirectory.Length)
            : normal.Substring(normal.LastIndexOf('/') + 1);
    }

    /// <summary>The folder of a relative path; empty for none.</summary>
    public static string DirectoryOf(string relative) => relative.LastIndexOf('/') is > 0 and var slash ? relative.Substring(0, slash) : "";
}
