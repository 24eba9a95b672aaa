namespace TrainApp.Preparation;

/// <summary>
/// Images that a tag keeps together: those with the same value of it. An image with several values joins their groups;
/// one without the tag is a group of its own.
/// </summary>
internal static class TagGroups
{
    public static IReadOnlyList<IReadOnlyList<ImageItem>> Of(SplitSource source, string tag)
    {
        var images = source.Project.Images;
        var parents = Enumerable.Range(0, images.Count).ToArray();
        var firsts = new Dictionary<ulong, int>();
        foreach (var image in images)
        {
            foreach (var mark in source.Outline[image].Tags)
            {
                if (!string.Equals(mark.Name, tag, StringComparison.Ordinal) || firsts.TryAdd(mark.Value, image.Index)) continue;
                // The smaller place is the root, so that groups stand in the order of their first images.
                var (one, other) = (Root(parents, firsts[mark.Value]), Root(parents, image.Index));
                parents[Math.Max(one, other)] = Math.Min(one, other);
            }
        }

        return [.. images.GroupBy(image => Root(parents, image.Index)).Select(group => (IReadOnlyList<ImageItem>)[.. group])];
    }

    private static int Root(int[] parents, int place)
    {
        while (parents[place] != place) place = parents[place] = parents[parents[place]];
        return place;
    }
}
