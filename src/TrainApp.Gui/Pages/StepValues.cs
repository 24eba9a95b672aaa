using System.Globalization;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Gui.Steps;
using TrainApp.Preparation;

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

    public static string Of(SetupStep step, RunSetup setup, AppService service)
    {
        var (request, facts) = (setup.Request, service.Projects.Look(setup.Request.Project));
        return step switch
        {
            SetupStep.Project => facts.Name is { Length: > 0 } name ? name : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Project ?? "")),
            SetupStep.Splits => SplitWords(request.Split ?? facts.DetectedSplit?.ToString()),
            SetupStep.Classes => Chosen(request.Classes, facts.Project?.Meta.Classes.Count),
            SetupStep.Tags => Chosen(request.Tags, facts.Project?.Meta.Tags.Count),
            SetupStep.Model => request.Model ?? service.App.Options.ModelSelector.DefaultModel ?? (service.App.Models is [var first, ..] ? first.Name : ""),
            SetupStep.Hyperparameters => request.HyperparametersText is null && request.Set is null ? "defaults" : "changed",
            _ => string.Join(", ", setup.Resolved?.Devices ?? request.Device ?? []),
        };
    }

    private static string SplitWords(string? split) => SplitForm.Of(split)?.Words() ?? (split == NoSplit.Text ? "no split" : split ?? "");

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
