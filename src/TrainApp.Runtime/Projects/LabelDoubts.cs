namespace TrainApp.Projects;

/// <summary>Looks closer at labels than training needs: at every pixel of every mask, and at sizes.</summary>
internal static class LabelDoubts
{
    public static void Report(List<PlacedLabel> labels, AnnotationReport report)
    {
        foreach (var (label, position, count) in labels)
        {
            report.At(position);
            switch (label.Geometry)
            {
                case BitmapGeometry bitmap:
                    ReportMask(label, bitmap, count, report);
                    break;
                case RectangleGeometry box when box.Left == box.Right || box.Top == box.Bottom:
                    report.Tiny($"A '{label.ClassName}' is a box of {box.Right - box.Left + 1}×{box.Bottom - box.Top + 1} pixels.");
                    break;
                case PolygonGeometry polygon when polygon.Area() == 0:
                    report.Tiny($"A '{label.ClassName}' is a polygon without area.");
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReportMask(Label label, BitmapGeometry bitmap, int count, AnnotationReport report)
    {
        try
        {
            var mask = MaskCodec.DecodeSound(bitmap, out var isUnusual);
            if (isUnusual) report.Doubtful($"A '{label.ClassName}' has a mask in colours that other readers refuse; its pixels are those that are not black.");
            if (mask.Area == 1) report.Tiny($"A '{label.ClassName}' is a mask of one pixel.");
        }
        catch (InvalidDataException cause)
        {
            report.Broken(count, cause.Message);
        }
    }
}
