using TrainApp.Messages;

namespace TrainApp.Requests;

/// <summary>
/// Settings that stand in files instead of the environment: <c>local.env</c> in the current folder or beside the app, then
/// <c>supervisely.env</c> in the user's home. What the environment has already wins; other names are left alone, since
/// such files also hold keys that are nobody's business here.
/// </summary>
internal static class EnvironmentFiles
{
    private static readonly string[] s_names = ["PROJECT_ID", "APP_NAME", "DEBUG_APP_DIR", Message.Variable];

    /// <summary>Makes the settings part of this process' environment.</summary>
    public static void Load()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var file in new[] { Path.GetFullPath("local.env"), Path.Combine(AppContext.BaseDirectory, "local.env"), Path.Combine(home, "supervisely.env") })
        {
            foreach (var (name, value) in Read(file))
            {
                if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <summary>The settings in a text: <c>NAME=value</c> on each line, quoted or not, with or without <c>export</c>.</summary>
    internal static IEnumerable<(string Name, string Value)> Parse(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("export ", StringComparison.Ordinal)) text = text["export ".Length..].TrimStart();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && text[..equals].TrimEnd() is var name && s_names.Contains(name) && Value(text[(equals + 1)..].Trim()) is { Length: > 0 } value)
                yield return (name, value);
        }
    }

    private static IEnumerable<(string Name, string Value)> Read(string file)
    {
        try
        {
            return File.Exists(file) ? [.. Parse(File.ReadLines(file))] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Value(string text)
    {
        if (text is ['"' or '\'', ..] && text.IndexOf(text[0], 1) is var end and > 0) return text[1..end];
        var comment = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
