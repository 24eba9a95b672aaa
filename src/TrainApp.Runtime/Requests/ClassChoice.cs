using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>The classes that a request means.</summary>
/// <param name="Names">Their names in the order of the project's meta.</param>
/// <param name="Conversion">The task whose shape their objects are converted to; null where nothing needs it.</param>
internal sealed record ClassChoice(IReadOnlyList<string> Names, TaskShape? Conversion)
{
    /// <param name="app">The app: its options, and its models for advice.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="model">The model whose task the classes must fit; null when there is none.</param>
    /// <param name="source">The project.</param>
    /// <param name="converts">Whether shapes may be converted.</param>
    /// <param name="problems">Receives mistakes and doubts.</param>
    public static ClassChoice Check(AppDescription app, TrainRequest request, ModelInfo? model, SplitSource source, bool converts, RequestProblems problems)
    {
        var classes = source.Project.Meta.Classes;
        var selected = Select(app, request.Classes, source.Project, problems);
        List<int> places = [.. Enumerable.Range(0, classes.Count).Where(index => selected.Contains(classes[index].Name, StringComparer.Ordinal))];
        foreach (var index in places)
        {
            if (source.Outline.Objects(index) == 0) problems.Warn("TRAIN642", $"The class '{classes[index].Name}' has no object in the project '{source.Project.Name}'.");
        }

        var conversion = model is null || places.Count == 0 ? null : new ShapeCheck(app, model, source, problems).Check(places, converts);
        return new(selected, conversion);
    }

    private static List<string> Select(AppDescription app, IReadOnlyList<string>? names, Project project, RequestProblems problems)
    {
        List<string> all = [.. project.Meta.Classes.Select(item => item.Name)];
        if (all.Count == 0) problems.Error("TRAIN618", $"The project '{project.Name}' has no class.");
        if (names is null) return all;
        if (!app.Options.ClassesSelector.Enabled)
        {
            problems.Error("TRAIN643", "The app takes all classes of a project: its options do not offer a choice (classes_selector).", "Leave --classes out.");
            return all;
        }

        foreach (var name in names.Where(name => !all.Contains(name))) problems.Unknown("TRAIN618", $"The project has no class '{name}'.", name, all);
        if (names.Count == 0) problems.Error("TRAIN618", "No class is selected.");
        return [.. all.Where(names.Contains)];
    }
}
