using System.Collections.Concurrent;

namespace TrainApp.Vision.Conversion;

/// <summary>Counts what a conversion loses, by kind and reason. For several threads at a time.</summary>
internal sealed class DropCounter
{
    private readonly ConcurrentDictionary<(string What, string Reason), int> _counts = [];

    /// <param name="what">The kind, in the singular: <c>line</c>.</param>
    /// <param name="reason">Why, as a clause: <c>COCO has no lines</c>.</param>
    /// <param name="count">How many.</param>
    public void Add(string what, string reason, int count = 1)
    {
        if (count > 0) _counts.AddOrUpdate((what, reason), count, (_, before) => before + count);
    }

    /// <summary>The counts, in an order that does not depend on that of the work.</summary>
    public IReadOnlyList<DroppedObjects> ToList() =>
        [.. _counts.Select(pair => new DroppedObjects(pair.Key.What, pair.Value, pair.Key.Reason))
            .OrderBy(item => item.What, StringComparer.Ordinal).ThenBy(item => item.Reason, StringComparer.Ordinal)];
}
