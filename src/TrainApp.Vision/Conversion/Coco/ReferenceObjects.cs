namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// Objects as the reference writes them, its peculiarities included: boxes a pixel too small, polygons without their holes,
/// every key point visible, the box of key points with a corner at the origin where one is missing, no crowds. Labels of
/// one binding key are put together by rules of its own.
/// </summary>
/// <param name="categories">The classes.</param>
/// <param name="drops">Hears of what is lost.</param>
/// <param name="hasCaptions">Whether captions are written.</param>
internal sealed class ReferenceObjects(CategoryNumbers categories, DropCounter drops, bool hasCaptions) : ICocoRules
{
    /// <summary>Pixels that a mask or polygon may stick out of a rectangle that is taken for its box.</summary>
    private const int Tolerance = 10;

    public List<CocoObject> Convert(Annotation annotation)
    {
        var objects = new List<CocoObject>(annotation.Labels.Count);
        foreach (var group in annotation.Labels.GroupBy(label => label.BindingKey))
        {
            var shapes = new Shapes([.. group.Select(label => Measure(label, annotation)).OfType<Part>()]);
            if (group.Key is null) AddUnbound(shapes, objects);
            else AddBound(shapes, objects);
        }

        drops.Add("crowd", "the reference writes it as one object", annotation.Labels.Count(label => label.Tags.Any(IsCrowd)));
        drops.Texts(annotation, "COCO", tag => hasCaptions && CocoCaptions.IsCaption(tag), IsCrowd);
        return objects;
    }

    private static bool IsCrowd(Tag tag) => string.Equals(tag.Name, ExactObjects.CrowdTag, StringComparison.Ordinal);

    private void AddUnbound(Shapes shapes, List<CocoObject> objects)
    {
        foreach (var part in shapes.Polygons.Concat(shapes.Rectangles).Concat(shapes.Masks)) objects.Add(Object([part], part.Bounds));
        foreach (var part in shapes.Graphs) objects.Add(Pose(part));
    }

    private void AddBound(Shapes shapes, List<CocoObject> objects)
    {
        var hasBox = false;
        // With masks and polygons in one group, rectangles belong to neither.
        var mayMatch = shapes.Rectangles.Count > 0 && (shapes.Masks.Count == 0 || shapes.Polygons.Count == 0);
        if (shapes.Graphs.Count > 0) objects.Add(Pose(shapes.Graphs[0]));
        drops.Add("graph", "of bound ones the reference writes the first", Math.Max(0, shapes.Graphs.Count - 1));
        foreach (var mask in shapes.Masks)
        {
            hasBox = mayMatch && IsAround(shapes.Rectangles, mask.Bounds);
            objects.Add(Object([mask], hasBox ? Around(shapes.Rectangles) : mask.Bounds));
        }

        if (shapes.Polygons.Count > 0)
        {
            hasBox = mayMatch && IsAround(shapes.Rectangles, Around(shapes.Polygons));
            objects.Add(Object(shapes.Polygons, hasBox ? Around(shapes.Rectangles) : Around(shapes.Polygons)));
        }

        if (hasBox) return;
        foreach (var part in shapes.Rectangles) objects.Add(Object([part], part.Bounds));
    }

    private Part? Measure(Label label, Annotation annotation)
    {
        switch (label.Geometry)
        {
            case RectangleGeometry or PolygonGeometry:
                if (label.Geometry is PolygonGeometry { Interior.Count: > 0 and var holes }) drops.Add("hole", "the reference writes outlines alone", holes);
                return new(label, label.Geometry.Bounds()!, label.Geometry.Area());
            case GraphGeometry graph:
                if (categories.TemplateOf(label) is not null) return new(label, graph.Bounds()!, 0);
                drops.Add("graph", "its class does not list key points");
                return null;
            case BitmapGeometry bitmap:
                var mask = MaskCodec.Decode(bitmap);
                return new(label, new(mask.Left, mask.Top, mask.Left + mask.Width - 1, mask.Top + mask.Height - 1), mask.Area)
                {
                    Runs = CocoRuns.Of(mask, annotation),
                };
            default:
                var shape = label.Geometry switch { LineGeometry => "line", PointGeometry => "point", OtherGeometry other => other.Shape, _ => "shape" };
                drops.Add(shape, $"COCO has no {shape}s");
                return null;
        }
    }

    private CocoObject Object(IReadOnlyList<Part> parts, RectangleGeometry box) =>
        new(categories.IdOf(parts[0].Label), CocoBox.Between(box), parts.Sum(part => part.Area))
        {
            Runs = parts[0].Runs,
            Rings = [.. parts.Select(part => part.Label.Geometry).OfType<PolygonGeometry>().Select(polygon => polygon.Exterior)],
        };

    private CocoObject Pose(Part part)
    {
        var nodes = ((GraphGeometry)part.Label.Geometry).Nodes;
        var template = categories.TemplateOf(part.Label)!.Nodes;
        var points = new List<int>(3 * template.Count);
        foreach (var item in template)
        {
            if (nodes.TryGetValue(item.Id, out var node)) points.AddRange([node.Location.X, node.Location.Y, 2]);
            else points.AddRange([0, 0, 0]);
        }

        var columns = Enumerable.Range(0, template.Count).Select(i => points[3 * i]).ToArray();
        var rows = Enumerable.Range(0, template.Count).Select(i => points[(3 * i) + 1]).ToArray();
        drops.Add("hidden mark", "the reference calls every key point visible", nodes.Values.Count(node => node.Disabled));
        var box = CocoBox.Between(new(columns.Min(), rows.Min(), columns.Max(), rows.Max()));
        return new(categories.IdOf(part.Label), box, (double)box.Width * box.Height) { KeyPoints = [.. points], KeyPointCount = template.Count };
    }

    private static bool IsAround(IReadOnlyList<Part> rectangles, RectangleGeometry inner)
    {
        var outer = Around(rectangles);
        return outer.Left - Tolerance <= inner.Left && outer.Top - Tolerance <= inner.Top && inner.Right <= outer.Right + Tolerance && inner.Bottom <= outer.Bottom + Tolerance;
    }

    private static RectangleGeometry Around(IReadOnlyList<Part> parts) => new(
        parts.Min(part => part.Bounds.Left), parts.Min(part => part.Bounds.Top), parts.Max(part => part.Bounds.Right), parts.Max(part => part.Bounds.Bottom));

    /// <summary>A label with its measures.</summary>
    private sealed record Part(Label Label, RectangleGeometry Bounds, double Area)
    {
        public CocoRuns? Runs { get; init; }
    }

    /// <summary>Labels by their shape.</summary>
    private sealed class Shapes(IReadOnlyList<Part> parts)
    {
        public IReadOnlyList<Part> Polygons { get; } = Of<PolygonGeometry>(parts);

        public IReadOnlyList<Part> Rectangles { get; } = Of<RectangleGeometry>(parts);

        public IReadOnlyList<Part> Masks { get; } = Of<BitmapGeometry>(parts);

        public IReadOnlyList<Part> Graphs { get; } = Of<GraphGeometry>(parts);

        private static IReadOnlyList<Part> Of<T>(IReadOnlyList<Part> parts) where T : Geometry => [.. parts.Where(part => part.Label.Geometry is T)];
    }
}
