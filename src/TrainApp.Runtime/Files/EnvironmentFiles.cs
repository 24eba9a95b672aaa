namespace TrainApp.Files;

/// <summary>
/// <c>local.env</c> (in the current folder, else beside the app) and <c>~/supervisely.env</c>: lines of <c>NAME=VALUE</c> that
/// become environment variables. The environment itself wins, then <c>local.env</c>.
/// </summary>
internal static class EnvironmentFiles
{
    private const string Local = "local.env";

    /// <summary>Sets what is not set yet; worker processes inherit it.</summary>
    public static void Apply()
    {
        var local = File.Exists(Local) ? Local : Path.Combine(AppContext.BaseDirectory, Local);
        var common = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "supervisely.env");
        foreach (var file in new[] { local, common }.Where(File.Exists))
        {
            foreach (var (name, value) in File.ReadLines(file).Select(Parse).OfType<(string, string)>())
            {
                if (Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <summary>A variable, or null for an empty line or a comment. Quotes around a value are taken off.</summary>
    internal static (string Name, string Value)? Parse(string line)
    {
        line = line.Trim();
        if (line.StartsWith("export ", StringComparison.Ordinal)) line = line["export ".Length..].TrimStart();
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (line.StartsWith('#') || equals <= 0) return null;
        var value = line[(equals + 1)..].Trim();
        if (value is ['"' or '\'', .., var last] && last == value[0] && value.Length > 1) value = value[1..^1];
        else if (value.IndexOf(" #", StringComparison.Ordinal) is var comment and >= 0) value = value[..comment].TrimEnd();
        return (line[..equals].TrimEnd(), value);
    }
}
