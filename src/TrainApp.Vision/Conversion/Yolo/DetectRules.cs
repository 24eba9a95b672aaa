namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Boxes with their true middles; of outlines, lines and key points the box around them.</summary>
internal sealed class DetectRules(ClassIndexes classes, DropCounter drops) : IYoloRules
{
    public void AddLines(Label label, Annotation annotation, YoloLines lines)
    {
        if (label.Geometry is PointGeometry or OtherGeometry)
        {
            drops.Shape(label.Geometry, "it has no box");
            return;
        }

        if (label.Geometry is not RectangleGeometry) drops.Add("outline", "YOLO's labels for detection are boxes");
        lines.Begin(classes.IndexOf(label)).AppendBox(label.Geometry.Bounds()!, annotation);
    }
}
