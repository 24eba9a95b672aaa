using System.Text;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>
/// Lines as the reference writes them, its peculiarities included. Which labels it takes depends on the shape of their class; the
/// middle of a box is rounded down to a pixel; points are the upper left corners of their pixels; holes are lost.
/// </summary>
internal sealed class ReferenceRules(YoloTask task, ClassIndexes classes, DropCounter drops) : IYoloRules
{
    private static readonly string[] s_boxed = ["rectangle", "polygon", "graph", "bitmap", "line", "alpha_mask", "any"];
    private static readonly string[] s_outlined = ["polygon", "bitmap", "alpha_mask", "any"];

    public void AddLines(Label label, Annotation annotation, YoloLines lines)
    {
        var shape = classes.Of(label).Shape;
        if (!(task == YoloTask.Detect ? s_boxed : s_outlined).Contains(shape, StringComparer.Ordinal))
        {
            drops.Shape(label.Geometry, "the reference does not convert it");
            return;
        }

        if (task == YoloTask.Detect) AddBox(label, annotation, lines);
        else AddOutlines(label, annotation, lines);
    }

    private void AddBox(Label label, Annotation annotation, YoloLines lines)
    {
        if (label.Geometry is PointGeometry || label.Geometry.Bounds() is not { } box)
        {
            drops.Shape(label.Geometry, "the reference fails on it");
            return;
        }

        lines.Begin(classes.IndexOf(label))
            .AppendPart((double)((box.Left + box.Right) / 2) / annotation.Width)
            .AppendPart((double)((box.Top + box.Bottom) / 2) / annotation.Height)
            .AppendPart((double)(box.Right - box.Left + 1) / annotation.Width)
            .AppendPart((double)(box.Bottom - box.Top + 1) / annotation.Height);
    }

    private void AddOutlines(Label label, Annotation annotation, YoloLines lines)
    {
        IReadOnlyList<PolygonGeometry>? polygons = label.Geometry switch
        {
            PolygonGeometry polygon => [polygon],
            BitmapGeometry bitmap => MaskCodec.Decode(bitmap).ToPolygons(),
            RectangleGeometry box => [new([new(box.Left, box.Top), new(box.Right, box.Top), new(box.Right, box.Bottom), new(box.Left, box.Bottom)], [])],
            LineGeometry line => [new(line.Points, [])],
            _ => null,
        };
        if (polygons is null || polygons.Count == 0)
        {
            drops.Shape(label.Geometry, polygons is null ? "the reference fails on it" : "it is too small for an outline");
            return;
        }

        drops.Add("hole", "the reference writes outlines alone", polygons.Sum(polygon => polygon.Interior.Count));
        foreach (var polygon in polygons)
        {
            var line = lines.Begin(classes.IndexOf(label));
            for (var i = 0; i < Math.Max(3, polygon.Exterior.Count); i++) Append(line, polygon.Exterior[Math.Min(i, polygon.Exterior.Count - 1)], annotation);
        }
    }

    private static void Append(StringBuilder line, PixelPoint point, Annotation annotation) =>
        line.AppendPart((double)point.X / annotation.Width).AppendPart((double)point.Y / annotation.Height);
}
