using System.Text.Json;

namespace TrainApp.Preparation;

/// <summary>
/// Converts labels to the shape of a task. Tags, ids, descriptions and binding keys stay with their objects; what cannot
/// be converted is named.
/// </summary>
internal static class ShapeConversion
{
    /// <summary>The class of pixels without an object, in semantic segmentation.</summary>
    public const string Background = "__bg__";

    private const string Black = "#000000";

    /// <summary>Classes as they are after the conversion. Those that no object can be left of are dropped.</summary>
    public static ProjectMeta Convert(ProjectMeta meta, TaskShape task)
    {
        if (task.Target() is not { } shape) return meta;
        List<ObjectClass> classes = [.. meta.Classes.Where(item => Remains(item, task)).Select(item => item with { Shape = shape, Graph = null })];
        if (task == TaskShape.ClassMasks && !classes.Exists(item => string.Equals(item.Name, Background, StringComparison.Ordinal)))
            classes.Add(new ObjectClass { Name = Background, Shape = shape, Color = Black });
        return meta with { Classes = classes };
    }

    /// <summary>The annotation with every label converted.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="task">The task whose shape labels get.</param>
    /// <param name="dropped">Receives the labels that cannot be converted.</param>
    /// <exception cref="InvalidDataException">A bitmap cannot be read.</exception>
    public static Annotation Convert(Annotation annotation, TaskShape task, List<Label> dropped) => task switch
    {
        TaskShape.Rectangles => annotation with { Labels = ToRectangles(annotation, dropped) },
        TaskShape.Masks => annotation with { Labels = ToMasks(annotation, dropped) },
        TaskShape.ClassMasks => annotation with { Labels = ToClassMasks(annotation, dropped) },
        _ => annotation,
    };

    private static bool Remains(ObjectClass item, TaskShape task) =>
        string.Equals(item.Shape, "any", StringComparison.Ordinal) || task.FitOf(item.Shape) != ShapeFit.Impossible;

    private static List<Label> ToRectangles(Annotation annotation, List<Label> dropped)
    {
        var converted = new List<Label>(annotation.Labels.Count);
        foreach (var (label, mask) in Cut(annotation)) converted.Add(label with { Geometry = Rectangle(mask.Left, mask.Top, mask.Width, mask.Height) });
        foreach (var label in annotation.Labels)
        {
            if (HasPixels(label)) continue;
            if (BoundsOf(label.Geometry) is { } box) converted.Add(label with { Geometry = box });
            else dropped.Add(label);
        }

        return converted;
    }

    private static List<Label> ToMasks(Annotation annotation, List<Label> dropped)
    {
        dropped.AddRange(annotation.Labels.Where(label => !HasPixels(label)));
        return [.. Cut(annotation).Select(pair => pair.Label with { Geometry = MaskCodec.Encode(pair.Mask) })];
    }

    /// <summary>The background first, then a label per class in the order of their first objects.</summary>
    private static List<Label> ToClassMasks(Annotation annotation, List<Label> dropped)
    {
        dropped.AddRange(annotation.Labels.Where(label => !HasPixels(label)));
        List<(Label Label, Mask Mask)> cut = [.. Cut(annotation)];
        List<(Label Label, Mask Mask)> all = [];
        if (annotation is { Width: > 0, Height: > 0 } && MaskLayers.Rest(cut.Select(pair => pair.Mask), annotation.Width, annotation.Height) is { } rest)
            all.Add((new Label(Background, new PointGeometry(default), []), rest));
        all.AddRange(cut);
        return [.. all.GroupBy(pair => pair.Label.ClassName, StringComparer.Ordinal).Select(group => Merge([.. group]))];
    }

    /// <summary>One label of several: it is no single object any more, so ids and binding keys go and tags are gathered.</summary>
    private static Label Merge(List<(Label Label, Mask Mask)> group)
    {
        var geometry = MaskCodec.Encode(MaskLayers.Join([.. group.Select(pair => pair.Mask)]));
        return group is [var (alone, _)]
            ? alone with { Geometry = geometry }
            : new Label(group[0].Label.ClassName, geometry, [.. group.SelectMany(pair => pair.Label.Tags).Distinct()]);
    }

    private static IEnumerable<(Label Label, Mask Mask)> Cut(Annotation annotation)
    {
        List<Label> labels = [.. annotation.Labels.Where(HasPixels)];
        var masks = MaskLayers.Cut([.. labels.Select(label => label.Geometry)], annotation.Width, annotation.Height);
        for (var i = 0; i < masks.Length; i++)
        {
            if (masks[i] is { } mask) yield return (labels[i], mask);
        }
    }

    private static bool HasPixels(Label label) => label.Geometry is BitmapGeometry or PolygonGeometry;

    private static RectangleGeometry Rectangle(int left, int top, int width, int height) => new(left, top, left + width - 1, top + height - 1);

    private static RectangleGeometry? BoundsOf(Geometry geometry) => geometry switch
    {
        RectangleGeometry box => box,
        LineGeometry line => Around(line.Points),
        PointGeometry point => Around([point.Location]),
        GraphGeometry graph => Around([.. graph.Nodes.Values.Select(node => node.Location)]),
        OtherGeometry other => Around(CornersOf(other)),
        _ => null,
    };

    private static RectangleGeometry? Around(IReadOnlyList<PixelPoint> points) => points.Count == 0
        ? null
        : new(points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y));

    /// <summary>Points of a shape that is not interpreted, where they stand as those of other shapes do.</summary>
    private static IReadOnlyList<PixelPoint> CornersOf(OtherGeometry other)
    {
        using var document = JsonDocument.Parse(other.Json);
        if (!document.RootElement.TryGetProperty("points", out var points) || points.ValueKind != JsonValueKind.Object) return [];
        if (!points.TryGetProperty("exterior", out var exterior) || exterior.ValueKind != JsonValueKind.Array) return [];
        var corners = new List<PixelPoint>();
        foreach (var pair in exterior.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[0].ValueKind != JsonValueKind.Number || pair[1].ValueKind != JsonValueKind.Number) return [];
            corners.Add(new((int)Math.Floor(pair[0].GetDouble()), (int)Math.Floor(pair[1].GetDouble())));
        }

        return corners;
    }
}
