using System.Globalization;

namespace TrainApp;

/// <summary>What a conversion wrote, and what the other format could not take.</summary>
/// <param name="Images">Number of images written.</param>
/// <param name="Objects">Number of objects written.</param>
/// <param name="Dropped">What was lost, by kind in ordinal order; empty when everything was kept.</param>
/// <param name="Output">The folder that was written, as a full path.</param>
public sealed record ConversionReport(int Images, int Objects, IReadOnlyList<DroppedObjects> Dropped, string Output);

/// <summary>Things of one kind that a conversion lost for one reason.</summary>
/// <param name="What">The kind, in the singular: <c>line</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Reason">Why, as a clause: <c>COCO has no lines</c>.</param>
public sealed record DroppedObjects(string What, int Count, string Reason)
{
    /// <summary>As a sentence: <c>3 lines dropped: COCO has no lines</c>.</summary>
    public override string ToString()
    {
        var ending = Count == 1 ? "" : What.EndsWith('x') || What.EndsWith('s') ? "es" : "s";
        return string.Create(CultureInfo.InvariantCulture, $"{Count} {What}{ending} dropped: {Reason}");
    }
}

/// <summary>How far a conversion is.</summary>
/// <param name="Done">Images so far.</param>
/// <param name="Total">All images.</param>
public readonly record struct ConversionProgress(int Done, int Total);
