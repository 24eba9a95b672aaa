using TrainApp.Shapes;

namespace TrainApp.Vision.Coco;

/// <summary>
/// What COCO says of an object: its box, its area in pixels and, for everything but a rectangle, its mask. A polygon is
/// drawn, so that its holes are kept.
/// </summary>
internal sealed record CocoShape(Box Box, long Area, Mask? Mask)
{
    /// <summary>The part of a geometry inside the image; null for one that has no area: a point, a line, key points.</summary>
    public static CocoShape? Of(Geometry geometry, int imageWidth, int imageHeight)
    {
        switch (geometry)
        {
            case RectangleGeometry:
                var box = geometry.ToBox()!.Value.Clip(imageWidth, imageHeight);
                return box.Area > 0 ? new CocoShape(box, (long)box.Width * (long)box.Height, null) : null;
            case BitmapGeometry bitmap:
                return OfMask(MaskCodec.Decode(bitmap).Clip(imageWidth, imageHeight));
            case PolygonGeometry polygon:
                return OfMask(PolygonRaster.Draw(polygon, imageWidth, imageHeight));
            default:
                return null;
        }
    }

    private static CocoShape? OfMask(Mask? mask) => mask is null ? null : new CocoShape(mask.Bounds, mask.Area, mask);
}
