using TrainApp.Gui.Setup;
using TrainApp.Preparation;

namespace TrainApp.Gui.Service;

/// <summary>What a method of splitting begins with when a person turns to it.</summary>
internal static class SplitProposal
{
    private static readonly string[] s_train = ["train", "training"], s_val = ["val", "validation", "test", "testing"];

    /// <summary>Why a method is of no use for a project; null where it is.</summary>
    public static string? Hindrance(string method, ProjectFacts facts) => method switch
    {
        not SplitForm.Random when facts.Reading is null => "The project is not read yet.",
        SplitForm.Datasets when facts.Project is { } project && project.Datasets.Count(dataset => dataset.Images.Count > 0) < 2 => "The project has only one dataset with images.",
        SplitForm.Tags when facts.Project is { Meta.Tags.Count: 0 } => "The project has no tags.",
        SplitForm.Tags when facts.Counts is { } counts && counts.Tags.All(tag => tag.Images == 0) => "No image of the project carries a tag itself.",
        SplitForm.Collections when facts.Reading is not null && facts.Collections.Count == 0 => "The workspace keeps no collections of the project yet: each run adds a pair.",
        _ => null,
    };

    public static SplitForm Of(string method, ProjectFacts facts, SplitSource source) => method switch
    {
        SplitForm.Random => new(SplitForm.Random),
        SplitForm.Tags => Tags(facts),
        _ => SplitDetection.Detect(source, [method]) is { } found && SplitForm.Of(found.ToString()) is { } form ? form : new(method),
    };

    private static SplitForm Tags(ProjectFacts facts)
    {
        List<string> names = [.. facts.Project!.Meta.Tags.Where((_, index) => facts.Counts is null || facts.Counts.Tags[index].Images > 0).Select(tag => tag.Name)];
        return new(SplitForm.Tags) { Train = Called(s_train), Val = Called(s_val) };

        List<string> Called(string[] words) => [.. names.Where(name => words.Contains(name, StringComparer.OrdinalIgnoreCase))];
    }
}
