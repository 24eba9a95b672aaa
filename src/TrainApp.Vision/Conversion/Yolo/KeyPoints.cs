namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>The key points of all classes in the one order that YOLO has: those of a class by its template, from the first on.</summary>
internal sealed class KeyPoints
{
    /// <param name="classes">The classes; those without a template have no key points.</param>
    public KeyPoints(IReadOnlyList<ObjectClass> classes)
    {
        var templates = classes.Select(item => item.Graph?.Nodes).OfType<IReadOnlyList<GraphTemplateNode>>().Where(nodes => nodes.Count > 0).ToList();
        Count = templates.Count == 0 ? 0 : templates.Max(nodes => nodes.Count);
        FlipIndexes = Merge([.. templates.Select(Flip)], Count);
    }

    /// <summary>Number of key points in every line.</summary>
    public int Count { get; }

    /// <summary>
    /// Which key point each one becomes when the image is mirrored, by labels that differ in <c>left</c> and <c>right</c>; null when
    /// the classes do not agree: then no trainer may mirror.
    /// </summary>
    public IReadOnlyList<int>? FlipIndexes { get; }

    private static int[] Flip(IReadOnlyList<GraphTemplateNode> nodes)
    {
        var places = nodes.Select((node, index) => (node.Label, Index: index)).DistinctBy(item => item.Label, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. nodes.Select((node, index) => places.GetValueOrDefault(Mirrored(node.Label), index))];
    }

    private static string Mirrored(string label)
    {
        const string Left = "left", Right = "right";
        return label.Contains(Left, StringComparison.OrdinalIgnoreCase)
            ? label.Replace(Left, Right, StringComparison.OrdinalIgnoreCase)
            : label.Replace(Right, Left, StringComparison.OrdinalIgnoreCase);
    }

    private static int[]? Merge(IReadOnlyList<int[]> flips, int count)
    {
        int[] merged = [.. Enumerable.Range(0, count).Select(index => flips.First(flip => flip.Length > index)[index])];
        return flips.All(flip => flip.AsSpan().SequenceEqual(merged.AsSpan(0, flip.Length))) ? merged : null;
    }
}
