using System.Text;
using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Boxes as middle and size, and points, in parts of an image.</summary>
internal static class YoloBox
{
    /// <summary>Appends the true middle and size of a box of inclusive corners.</summary>
    public static StringBuilder AppendBox(this StringBuilder line, RectangleGeometry box, Annotation image)
    {
        var edges = PixelCoordinates.Edges(box);
        return line.AppendPart((edges.Left + edges.Right) / 2 / image.Width)
            .AppendPart((edges.Top + edges.Bottom) / 2 / image.Height)
            .AppendPart((edges.Right - edges.Left) / image.Width)
            .AppendPart((edges.Bottom - edges.Top) / image.Height);
    }

    /// <summary>Appends the middle of a pixel.</summary>
    public static StringBuilder AppendPoint(this StringBuilder line, PixelPoint point, Annotation image)
    {
        var middle = PixelCoordinates.Middle(point);
        return line.AppendPart(middle.X / image.Width).AppendPart(middle.Y / image.Height);
    }
}
