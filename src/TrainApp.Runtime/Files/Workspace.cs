namespace TrainApp.Files;

/// <summary>The folder that holds everything local: projects, runs, experiments. The folders are the registry.</summary>
internal sealed class Workspace
{
    public const string DefaultName = "trainapp-data";

    private Workspace(string root) => Root = root;

    public string Root { get; }

    public string Projects => Path.Combine(Root, "projects");

    public string Runs => Path.Combine(Root, "runs");

    public string Experiments => Path.Combine(Root, "experiments");

    public string Locks => Path.Combine(Root, "locks");

    /// <summary>What can be fetched or made again.</summary>
    public string Cache => Path.Combine(Root, "cache");

    public string Samples => Path.Combine(Root, "samples");

    public string Trash => Path.Combine(Root, "trash");

    /// <summary>The workspace of an option, of the environment, of the app, or the default below the current folder, in that order.</summary>
    public static Workspace Locate(string? option, string? app)
    {
        var chosen = option
            ?? Given("TRAINAPP_WORKSPACE")
            ?? Given("DEBUG_APP_DIR")
            ?? app
            ?? DefaultName;
        return new Workspace(Path.TrimEndingDirectorySeparator(Path.GetFullPath(chosen)));

        static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The workspace that a run folder lies in.</summary>
    public static Workspace OfRun(string runDirectory) => new(Path.GetDirectoryName(Path.GetDirectoryName(runDirectory))!);

    /// <summary>Makes the folders that a start needs.</summary>
    public void Create()
    {
        foreach (var folder in (string[])[Root, Projects, Runs, Experiments, Locks]) Directory.CreateDirectory(folder);
    }
}
