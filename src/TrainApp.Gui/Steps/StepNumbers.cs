namespace TrainApp.Gui.Steps;

/// <summary>The steps that an app offers, in order; those that its options leave out do not count.</summary>
internal static class StepNumbers
{
    public const string Project = "project", Splits = "splits", Classes = "classes", Tags = "tags", Model = "model";
    public const string Hyperparameters = "hyperparameters", Train = "train", Logs = "logs", Artifacts = "artifacts";

    /// <summary>Ids of the steps.</summary>
    public static IReadOnlyList<string> All(AppOptions options) =>
    [
        Project,
        .. options.SplitsSelector.Enabled ? [Splits] : Array.Empty<string>(),
        .. options.ClassesSelector.Enabled ? [Classes] : Array.Empty<string>(),
        .. options.TagsSelector.Enabled ? [Tags] : Array.Empty<string>(),
        .. options.ModelSelector.Enabled ? [Model] : Array.Empty<string>(),
        Hyperparameters,
        Train,
        Logs,
        Artifacts,
    ];

    public static int Of(AppOptions options, string id)
    {
        var steps = All(options);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] == id) return i + 1;
        }

        return 0;
    }

    /// <summary>Whether a step shows a run instead of what it is to be.</summary>
    public static bool IsOfRun(string id) => id is Logs or Artifacts;
}
