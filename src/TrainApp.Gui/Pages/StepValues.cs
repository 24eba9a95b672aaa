using System.Globalization;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Steps;
using TrainApp.Preparation;
using TrainApp.Requests;

namespace TrainApp.Gui.Pages;

/// <summary>What is chosen in a step, in a few words.</summary>
internal static class StepValues
{
    public static string Word(RunState state) => state.ToString().ToLowerInvariant();

    public static SetupStep StepOf(string id) => id switch
    {
        StepNumbers.Project => SetupStep.Project,
        StepNumbers.Splits => SetupStep.Splits,
        StepNumbers.Classes => SetupStep.Classes,
        StepNumbers.Tags => SetupStep.Tags,
        StepNumbers.Model => SetupStep.Model,
        StepNumbers.Hyperparameters => SetupStep.Hyperparameters,
        _ => SetupStep.Train,
    };

    public static string TitleOf(string id) => char.ToUpperInvariant(id[0]) + id[1..];

    public static string Of(SetupStep step, RunSetup setup)
    {
        var (request, resolved) = (setup.Request, setup.Resolved);
        return step switch
        {
            SetupStep.Project => ProjectName(request, resolved),
            SetupStep.Splits => SplitWords(request, resolved),
            SetupStep.Classes => Chosen(request.Classes, resolved?.Project.Meta.Classes.Count),
            SetupStep.Tags => Chosen(request.Tags, resolved?.Project.Meta.Tags.Count),
            SetupStep.Model => request.Model ?? resolved?.Model.Name ?? "",
            SetupStep.Hyperparameters => request.HyperparametersText is null && request.Set is null ? "defaults" : "changed",
            _ => string.Join(", ", resolved?.Devices ?? request.Device ?? []),
        };
    }

    private static string ProjectName(TrainRequest request, CheckedRequest? resolved)
    {
        if (resolved is not null && resolved.Request.Project == request.Project) return resolved.Project.Name;
        return request.Project is { } project ? Path.GetFileName(Path.TrimEndingDirectorySeparator(project)) : "";
    }

    private static string SplitWords(TrainRequest request, CheckedRequest? resolved)
    {
        var text = request.Split ?? resolved?.Split.ToString();
        return SplitForm.Of(text)?.Words() ?? (text == NoSplit.Text ? "no split" : text ?? "");
    }

    /// <param name="names">What is chosen; null for all.</param>
    /// <param name="all">How many there are; null when that is not known.</param>
    private static string Chosen(IReadOnlyList<string>? names, int? all) => (names?.Count, all) switch
    {
        ({ } some, { } whole) => string.Create(CultureInfo.InvariantCulture, $"{some} of {Math.Max(some, whole)}"),
        (null, { } whole) => string.Create(CultureInfo.InvariantCulture, $"{whole} of {whole}"),
        ({ } some, null) => string.Create(CultureInfo.InvariantCulture, $"{some} chosen"),
        _ => "",
    };
}
