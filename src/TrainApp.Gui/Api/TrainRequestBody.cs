namespace TrainApp.Gui.Api;

/// <summary>
/// Makes a request for a training of a body: the options of <c>train</c> by their camel-case names, and <c>app_state</c>, an object or
/// its text. Paths are absolute, since a server has no folder that its callers know.
/// </summary>
internal static class TrainRequestBody
{
    public const string AppState = "app_state";

    /// <summary>The fields, in the order of the command line's help.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "project", "projectVersion", "model", "set", "hyperparameters", "hyperparametersText", "appState", "classes", "tags", "convertClasses", "cache", "split",
        "name", "seed", "device", "benchmark", "speedTest", "export", "shareDevice", "wait", AppState,
    ];

    /// <summary>Reads the request.</summary>
    /// <exception cref="WrongCallException">Fields are wrong; every one is named.</exception>
    public static TrainRequest Read(JsonBody body)
    {
        body.CheckFields(Fields);
        var request = new TrainRequest
        {
            Project = Project(body),
            ProjectVersion = (int?)body.Integer("projectVersion", 1, int.MaxValue),
            Model = body.Text("model"),
            Set = body.Values("set"),
            Hyperparameters = FullPath(body, "hyperparameters", body.Text("hyperparameters")),
            HyperparametersText = body.Text("hyperparametersText"),
            AppState = State(body),
            Classes = body.Texts("classes"),
            Tags = body.Texts("tags"),
            ConvertClasses = body.Switch("convertClasses"),
            Cache = body.Switch("cache"),
            Split = body.Text("split"),
            Name = body.Text("name"),
            Seed = body.Integer("seed", long.MinValue, long.MaxValue),
            Device = body.Texts("device"),
            Benchmark = body.Switch("benchmark"),
            SpeedTest = body.Switch("speedTest"),
            Export = body.Texts("export"),
            ShareDevice = body.Flag("shareDevice"),
            Wait = body.Flag("wait"),
        };
        body.RequireSound();
        return request;
    }

    /// <summary>An app state that a field holds: an object, its text, or the absolute path of its file.</summary>
    public static string? State(JsonBody body, string field)
    {
        var given = body.ObjectOrText(field);
        return given is null || given.AsSpan().TrimStart().StartsWith("{") ? given : FullPath(body, field, given);
    }

    private static string? State(JsonBody body)
    {
        var (state, file) = (State(body, AppState), State(body, "appState"));
        if (state is not null && file is not null) body.Report(AppState, $"'{AppState}' and 'appState' are one thing; give one of them.");
        return state ?? file;
    }

    private static string? Project(JsonBody body)
    {
        var project = body.TextOrNumber("project");
        return project is null || (project.Length > 0 && project.All(char.IsAsciiDigit)) ? project : FullPath(body, "project", project);
    }

    private static string? FullPath(JsonBody body, string field, string? path)
    {
        if (path is null || (Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal))) return path is null ? null : Path.GetFullPath(path);
        body.Report(
            field,
            field == "project" ? $"'project': expected a project's number or an absolute path, found '{path}'." : $"'{field}': expected an absolute path, found '{path}'.",
            "The server has no current folder that its callers know.");
        return null;
    }
}
