namespace TrainApp.Preparation;

/// <summary>What a side of a split has of a class.</summary>
/// <param name="Class">The class' name.</param>
/// <param name="Images">Images with an object of it.</param>
/// <param name="Objects">Its objects.</param>
internal sealed record SideClass(string Class, int Images, long Objects);

/// <summary>A side of a split in numbers.</summary>
/// <param name="Images">All of its images.</param>
/// <param name="Empty">Those without an object.</param>
/// <param name="Classes">Every class of the project, in the order of its meta.</param>
internal sealed record SideCounts(int Images, int Empty, IReadOnlyList<SideClass> Classes);

/// <summary>A split in numbers, known before anything is prepared.</summary>
/// <param name="Train">The images to train on.</param>
/// <param name="Val">The images to validate on.</param>
internal sealed record SplitCounts(SideCounts Train, SideCounts Val)
{
    /// <summary>Counts a split that <see cref="Splitter"/> made from the same source.</summary>
    public static SplitCounts Of(SplitSource source, SplitImages split) => new(Count(source, split.Train), Count(source, split.Val));

    private static SideCounts Count(SplitSource source, IReadOnlyList<ImageItem> images)
    {
        var classes = source.Project.Meta.Classes;
        var (withClass, objects, empty) = (new int[classes.Count], new long[classes.Count], 0);
        foreach (var image in images)
        {
            var found = source.Outline[image].Classes;
            if (found.Count == 0) empty++;
            foreach (var (index, count) in found)
            {
                withClass[index]++;
                objects[index] += count;
            }
        }

        return new(images.Count, empty, [.. classes.Select((item, index) => new SideClass(item.Name, withClass[index], objects[index]))]);
    }
}
