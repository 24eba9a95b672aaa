using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Whether a tag can divide images: the project has it, and images carry it themselves.</summary>
internal static class TagCheck
{
    public static bool IsOnImages(SplitSource source, string tag, List<Problem> problems)
    {
        var known = source.Project.Meta.Tags.Select(item => item.Name).ToList();
        if (!known.Contains(tag, StringComparer.Ordinal))
        {
            var suggestion = known.Count == 0 ? " It has none." : $"{NearestName.Suggest(tag, known)} It has: {string.Join(", ", known)}.";
            problems.Add(new(ProblemIds.SplitTagUnknown, Severity.Error, $"The project '{source.Project.Name}' has no tag '{tag}'.{suggestion}"));
            return false;
        }

        if (source.Outline.ImagesWith(tag) > 0) return true;
        var objects = source.Outline.ObjectsWith(tag);
        problems.Add(new(
            ProblemIds.SplitTagUnused,
            Severity.Error,
            objects == 0
                ? $"No image carries the tag '{tag}'."
                : $"No image carries the tag '{tag}' itself: {objects} {(objects == 1 ? "object does" : "objects do")}, and a split goes by tags of images alone."));
        return false;
    }
}
