using TrainApp.Hosting;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>The tags that a request means; the data is not filtered by them.</summary>
internal static class TagChoice
{
    /// <returns>Their names in the order of the project's meta.</returns>
    public static IReadOnlyList<string> Check(AppDescription app, IReadOnlyList<string>? names, SplitSource source, RequestProblems problems)
    {
        List<string> all = [.. source.Project.Meta.Tags.Select(item => item.Name)];
        if (names is null) return all;
        if (!app.Options.TagsSelector.Enabled)
        {
            problems.Error("TRAIN643", "The app offers no choice of tags (tags_selector).", "Leave --tags out.");
            return all;
        }

        if (names.Count == 0) problems.Error("TRAIN644", "No tag is selected.");
        foreach (var name in names.Where(name => !all.Contains(name)))
        {
            if (all.Count == 0) problems.Error("TRAIN644", $"The project has no tag '{name}': it has none at all.");
            else problems.Unknown("TRAIN644", $"The project has no tag '{name}'.", name, all);
        }

        List<string> selected = [.. all.Where(names.Contains)];
        foreach (var name in selected.Where(name => source.Outline.ImagesWith(name) == 0 && source.Outline.ObjectsWith(name) == 0))
            problems.Warn("TRAIN645", $"The tag '{name}' is on no image and on no object.");
        return selected;
    }
}
