namespace TrainApp.Vision.Conversion;

/// <summary>Words for what formats cannot take.</summary>
internal static class LostParts
{
    /// <summary>Counts a label that was lost, by the name of its shape.</summary>
    public static void Shape(this DropCounter drops, Geometry geometry, string reason) => drops.Add(NameOf(geometry), reason);

    /// <summary>Counts tags, descriptions and bonds, of which most formats have none.</summary>
    /// <param name="drops">Counts them.</param>
    /// <param name="annotation">The annotation that has them.</param>
    /// <param name="format">The format's name.</param>
    /// <param name="keeps">Which tags of the image are kept in another way.</param>
    /// <param name="keepsOfLabels">Which tags of its labels are; null for none.</param>
    public static void Extras(this DropCounter drops, Annotation annotation, string format, Predicate<Tag> keeps, Predicate<Tag>? keepsOfLabels = null)
    {
        drops.Texts(annotation, format, keeps, keepsOfLabels);
        var bound = annotation.Labels.Where(label => label.BindingKey is not null).ToList();
        drops.Add("bond", $"{format} does not bind objects", bound.Count - bound.DistinctBy(label => label.BindingKey, StringComparer.Ordinal).Count());
    }

    /// <summary>Counts tags and descriptions alone, as <see cref="Extras"/> does.</summary>
    public static void Texts(this DropCounter drops, Annotation annotation, string format, Predicate<Tag> keeps, Predicate<Tag>? keepsOfLabels = null)
    {
        var tags = annotation.Tags.Count(tag => !keeps(tag)) + annotation.Labels.Sum(label => label.Tags.Count(tag => keepsOfLabels?.Invoke(tag) != true));
        var texts = annotation.Labels.Count(label => label.Description.Length > 0) + (annotation.Description.Length > 0 ? 1 : 0);
        drops.Add("tag", $"{format} has no tags", tags);
        drops.Add("description", $"{format} has no descriptions", texts);
    }

    private static string NameOf(Geometry geometry) => geometry switch
    {
        RectangleGeometry => "rectangle",
        PolygonGeometry => "polygon",
        BitmapGeometry => "mask",
        LineGeometry => "line",
        PointGeometry => "point",
        GraphGeometry => "graph",
        OtherGeometry other => other.Shape,
        _ => "label",
    };
}
