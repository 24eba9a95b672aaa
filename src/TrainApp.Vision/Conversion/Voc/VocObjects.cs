using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>Labels as VOC has them: everything with an extent has a box, polygons and masks their pixels too.</summary>
internal sealed class VocObjects(ClassIndexes classes, DropCounter drops)
{
    /// <summary>Tags of labels that VOC has words for.</summary>
    public const string Truncated = "truncated", Difficult = "difficult";

    /// <exception cref="InvalidDataException">A mask cannot be read, or a class is not in the meta.</exception>
    public List<VocObject> Of(Annotation annotation)
    {
        var objects = new List<VocObject>();
        foreach (var label in annotation.Labels)
        {
            if (label.ClassName == VocPalette.BorderName)
            {
                drops.Shape(label.Geometry, $"'{VocPalette.BorderName}' is VOC's word for what belongs to no class");
                continue;
            }

            var mask = label.Geometry switch
            {
                PolygonGeometry polygon => PolygonRaster.Draw(polygon, annotation.Width, annotation.Height),
                BitmapGeometry bitmap => MaskCodec.Decode(bitmap).Clip(annotation.Width, annotation.Height),
                _ => null,
            };
            var box = mask is null ? BoxOf(label.Geometry) : new(mask.Left, mask.Top, mask.Left + mask.Width - 1, mask.Top + mask.Height - 1);
            if (box is null) continue;
            objects.Add(new(classes.IndexOf(label), label.ClassName, box, mask) { IsTruncated = Has(label, Truncated), IsDifficult = Has(label, Difficult) });
        }

        return objects;
    }

    private RectangleGeometry? BoxOf(Geometry geometry)
    {
        switch (geometry)
        {
            case RectangleGeometry box:
                return box;
            case LineGeometry or GraphGeometry:
                drops.Add("outline", "VOC has boxes and masks alone");
                return geometry.Bounds();
            case PolygonGeometry or BitmapGeometry:
                drops.Shape(geometry, "it has no pixel in its image");
                return null;
            default:
                drops.Shape(geometry, "VOC has boxes and masks alone");
                return null;
        }
    }

    private static bool Has(Label label, string tag) => label.Tags.Any(item => string.Equals(item.Name, tag, StringComparison.Ordinal));
}
