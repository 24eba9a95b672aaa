using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// Objects pixel for pixel: a box counts its last pixels; polygons are drawn, so that holes are kept and every reader sees
/// the same pixels. A label with the tag <c>iscrowd</c> is a crowd. Labels that are bound to each other and of one class are
/// one object: its mask is that of all, its box the bound rectangle.
/// </summary>
/// <param name="categories">The classes.</param>
/// <param name="drops">Hears of what COCO cannot take.</param>
/// <param name="hasCaptions">Whether captions are written.</param>
internal sealed class ExactObjects(CategoryNumbers categories, DropCounter drops, bool hasCaptions) : ICocoRules
{
    /// <summary>The tag of labels that stand for a crowd.</summary>
    public const string CrowdTag = "iscrowd";

    public List<CocoObject> Convert(Annotation annotation)
    {
        var objects = new List<CocoObject>(annotation.Labels.Count);
        foreach (var group in Groups(annotation.Labels)) AddObjects(group, annotation, objects);
        drops.Texts(annotation, "COCO", tag => hasCaptions && CocoCaptions.IsCaption(tag), tag => string.Equals(tag.Name, CrowdTag, StringComparison.Ordinal));
        return objects;
    }

    /// <summary>Labels that are one object, in the order of the first of each.</summary>
    private List<List<Label>> Groups(IReadOnlyList<Label> labels)
    {
        var groups = new List<List<Label>>(labels.Count);
        Dictionary<(string Key, string Class), List<Label>>? bound = null;
        foreach (var label in labels)
        {
            if (label.BindingKey is not { } key)
            {
                groups.Add([label]);
                continue;
            }

            bound ??= [];
            if (bound.TryGetValue((key, label.ClassName), out var group)) group.Add(label);
            else groups.Add(bound[(key, label.ClassName)] = [label]);
        }

        if (bound is not null) drops.Add("bond", "COCO binds no objects of different classes", bound.Keys.Count - bound.Keys.DistinctBy(pair => pair.Key).Count());
        return groups;
    }

    private void AddObjects(List<Label> group, Annotation annotation, List<CocoObject> objects)
    {
        var category = categories.IdOf(group[0]);
        var mask = new MaskUnion(annotation.Width, annotation.Height);
        List<Label> boxes = [], graphs = [];
        foreach (var label in group)
        {
            switch (label.Geometry)
            {
                case RectangleGeometry:
                    boxes.Add(label);
                    break;
                case GraphGeometry:
                    graphs.Add(label);
                    break;
                case BitmapGeometry bitmap:
                    if (!mask.Add(MaskCodec.Decode(bitmap).Clip(annotation.Width, annotation.Height))) drops.Add("mask", "it has no pixel in its image");
                    break;
                case PolygonGeometry polygon:
                    if (!mask.Add(PolygonRaster.Draw(polygon, annotation.Width, annotation.Height))) drops.Add("polygon", "it has no pixel in its image");
                    break;
                default:
                    Drop(label.Geometry);
                    break;
            }
        }

        var poses = graphs.Select(KeyPointsOf).OfType<int[]>().ToList();
        if (mask.Mask is not null || poses.Count > 0)
        {
            // One rectangle is the box of the object that it is bound to; several are objects of their own.
            var given = boxes.Count == 1 ? Inside(boxes[0], annotation) : null;
            if (given is not null) boxes.Clear();
            var first = poses.Count > 0 ? poses[0] : null;
            var box = given ?? (mask.Mask is { } own ? new(own.Left, own.Top, own.Width, own.Height) : Around(first!));
            objects.Add(new(category, box, mask.Mask?.Area ?? (double)box.Width * box.Height)
            {
                IsCrowd = group.Exists(IsCrowd),
                Runs = mask.Mask is { } pixels ? CocoRuns.Of(pixels, annotation) : null,
                KeyPoints = first,
                KeyPointCount = Labelled(first),
            });
            foreach (var pose in poses.Skip(1)) objects.Add(OfBox(category, Around(pose)) with { KeyPoints = pose, KeyPointCount = Labelled(pose) });
        }

        foreach (var label in boxes)
        {
            if (Inside(label, annotation) is { } box) objects.Add(OfBox(category, box) with { IsCrowd = IsCrowd(label) });
            else drops.Add("box", "it lies outside its image");
        }
    }

    private static CocoObject OfBox(int category, CocoBox box) => new(category, box, (double)box.Width * box.Height);

    private static CocoBox? Inside(Label label, Annotation annotation) =>
        new ImageBorder(annotation.Width, annotation.Height).Crop(label.Geometry) is [RectangleGeometry inside] ? CocoBox.Inclusive(inside) : null;

    /// <summary>Column, row and visibility of the class's key points: 2 where it is seen, 1 where it is marked as hidden, 0 where it was not labelled.</summary>
    private int[]? KeyPointsOf(Label label)
    {
        if (categories.TemplateOf(label) is not { } template)
        {
            drops.Add("graph", "its class does not list key points");
            return null;
        }

        var nodes = ((GraphGeometry)label.Geometry).Nodes;
        var points = new int[3 * template.Nodes.Count];
        for (var i = 0; i < template.Nodes.Count; i++)
        {
            if (!nodes.TryGetValue(template.Nodes[i].Id, out var node)) continue;
            (points[3 * i], points[(3 * i) + 1], points[(3 * i) + 2]) = (node.Location.X, node.Location.Y, node.Disabled ? 1 : 2);
        }

        return points;
    }

    private static int Labelled(int[]? points) => points is null ? 0 : Enumerable.Range(0, points.Length / 3).Count(i => points[(3 * i) + 2] > 0);

    /// <summary>The box around the key points that were labelled.</summary>
    private static CocoBox Around(int[] points)
    {
        int left = int.MaxValue, top = int.MaxValue, right = int.MinValue, bottom = int.MinValue;
        for (var i = 0; i < points.Length; i += 3)
        {
            if (points[i + 2] == 0) continue;
            (left, right) = (Math.Min(left, points[i]), Math.Max(right, points[i]));
            (top, bottom) = (Math.Min(top, points[i + 1]), Math.Max(bottom, points[i + 1]));
        }

        return right < left ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    private static bool IsCrowd(Label label) => label.Tags.Any(tag => string.Equals(tag.Name, CrowdTag, StringComparison.Ordinal));

    private void Drop(Geometry geometry)
    {
        switch (geometry)
        {
            case LineGeometry:
                drops.Add("line", "COCO has no lines");
                break;
            case PointGeometry:
                drops.Add("point", "COCO has no points");
                break;
            default:
                drops.Add("object", $"COCO has no shape '{(geometry as OtherGeometry)?.Shape}'");
                break;
        }
    }
}
