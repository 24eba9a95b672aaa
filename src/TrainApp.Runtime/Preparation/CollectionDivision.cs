using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Takes the images of collections; those that the project has lost are named and left out.</summary>
internal static class CollectionDivision
{
    private const int Named = 5;

    public static (IEnumerable<ImageItem> Train, IEnumerable<ImageItem> Val) Divide(SplitSource source, CollectionSplit split, List<Problem> problems)
    {
        var images = source.Project.Images.ToDictionary(image => image.ToString(), StringComparer.Ordinal);
        var train = Find(source, images, "train", split.Train, problems);
        var val = Find(source, images, "val", split.Val, problems);
        var both = train.Intersect(val).Count();
        if (both > 0)
        {
            var message = $"{both} {(both == 1 ? "image is" : "images are")} in collections of both sides, so validation says little about images that were never seen.";
            problems.Add(new(ProblemIds.SplitOverlap, Severity.Warning, message));
        }

        return (train, val);
    }

    private static List<ImageItem> Find(
        SplitSource source, Dictionary<string, ImageItem> images, string side, IReadOnlyList<string> collections, List<Problem> problems)
    {
        var found = new List<ImageItem>();
        var isKnown = true;
        foreach (var name in collections.Distinct(StringComparer.Ordinal))
        {
            if (source.Collections?.Read(name) is not { } members)
            {
                isKnown = false;
                var known = source.Collections?.Names() ?? [];
                var advice = known.Count == 0 ? " It has none yet: each run makes a pair." : $"{NearestName.Suggest(name, known)} It has: {string.Join(", ", known)}.";
                problems.Add(new(ProblemIds.SplitCollectionUnknown, Severity.Error, $"The workspace has no collection '{name}' of the project '{source.Project.Name}'.{advice}"));
                continue;
            }

            var gone = members.Where(member => !images.ContainsKey(member)).ToList();
            found.AddRange(members.Where(images.ContainsKey).Select(member => images[member]));
            if (members.Count == 0) problems.Add(new(ProblemIds.SplitUnusual, Severity.Warning, $"The collection '{name}' has no image."));
            if (gone.Count > 0)
            {
                var message = $"{gone.Count} of {members.Count} images of the collection '{name}' are not in the project any more: {string.Join(", ", gone.Take(Named))}{(gone.Count > Named ? ", …" : "")}.";
                problems.Add(new(ProblemIds.SplitImageGone, Severity.Warning, message));
            }
        }

        if (isKnown && found.Count == 0)
            problems.Add(new(ProblemIds.SplitSideEmpty, Severity.Error, $"The collections of the side '{side}' ({string.Join(", ", collections)}) hold no image of the project."));
        return found;
    }
}
