using SkiaSharp;

namespace TrainApp.Vision.Images;

/// <summary>Draws the objects of an image over its small picture.</summary>
/// <param name="canvas">The picture, in its own pixels.</param>
/// <param name="classes">The project's classes.</param>
/// <param name="scale">Pixels of the picture per pixel of the image.</param>
internal sealed class ThumbnailPen(SKCanvas canvas, IReadOnlyList<ObjectClass> classes, float scale)
{
    private const float LineWidth = 2, PointRadius = 3;
    private const byte FillAlpha = 90;

    private readonly Dictionary<string, ObjectClass> _classes = classes.DistinctBy(item => item.Name, StringComparer.Ordinal).ToDictionary(item => item.Name, StringComparer.Ordinal);

    public void Draw(Annotation annotation)
    {
        foreach (var label in annotation.Labels)
        {
            var known = _classes.GetValueOrDefault(label.ClassName);
            var color = known is not null && SKColor.TryParse(known.Color, out var own) ? own : SKColors.Gray;
            Draw(label.Geometry, known?.Graph, color);
        }
    }

    private void Draw(Geometry geometry, GraphTemplate? template, SKColor color)
    {
        switch (geometry)
        {
            case RectangleGeometry box:
                using (var path = Path([new(box.Left, box.Top), new(box.Right + 1, box.Top), new(box.Right + 1, box.Bottom + 1), new(box.Left, box.Bottom + 1)])) Outline(path, color);
                break;
            case PolygonGeometry polygon:
                using (var path = Path(polygon.Exterior, polygon.Interior))
                {
                    Fill(path, color);
                    Outline(path, color);
                }

                break;
            case LineGeometry line:
                using (var path = Path(line.Points, isClosed: false)) Outline(path, color);
                break;
            case PointGeometry point:
                Dot(point.Location, color);
                break;
            case BitmapGeometry bitmap:
                DrawMask(bitmap, color);
                break;
            case GraphGeometry graph:
                DrawGraph(graph, template, color);
                break;
        }
    }

    private void DrawMask(BitmapGeometry geometry, SKColor color)
    {
        Mask mask;
        try
        {
            mask = MaskCodec.Decode(geometry);
        }
        catch (InvalidDataException)
        {
            return; // The health check names it; the rest of the picture is worth seeing.
        }

        using var alpha = new SKBitmap(new SKImageInfo(mask.Width, mask.Height, SKColorType.Alpha8, SKAlphaType.Premul));
        var pixels = alpha.GetPixelSpan();
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++) pixels[(y * alpha.RowBytes) + x] = mask.Pixels[(y * mask.Width) + x] != 0 ? byte.MaxValue : (byte)0;
        }

        using var picture = SKImage.FromBitmap(alpha);
        using var paint = new SKPaint { Color = color.WithAlpha(FillAlpha + 40) };
        canvas.DrawImage(picture, new SKRect(mask.Left * scale, mask.Top * scale, (mask.Left + mask.Width) * scale, (mask.Top + mask.Height) * scale), new SKSamplingOptions(SKFilterMode.Linear), paint);
    }

    private void DrawGraph(GraphGeometry graph, GraphTemplate? template, SKColor color)
    {
        foreach (var edge in template?.Edges ?? [])
        {
            if (graph.Nodes.TryGetValue(edge.Source, out var from) && graph.Nodes.TryGetValue(edge.Destination, out var to) && !from.Disabled && !to.Disabled)
            {
                using var path = Path([from.Location, to.Location], isClosed: false);
                Outline(path, color);
            }
        }

        foreach (var node in graph.Nodes.Values.Where(node => !node.Disabled)) Dot(node.Location, color);
    }

    private void Outline(SKPath path, SKColor color)
    {
        // A pale line below keeps dark colours visible on dark pictures.
        using var below = new SKPaint { Color = SKColors.White.WithAlpha(120), IsStroke = true, StrokeWidth = LineWidth + 1.5f, IsAntialias = true };
        using var paint = new SKPaint { Color = color, IsStroke = true, StrokeWidth = LineWidth, IsAntialias = true };
        canvas.DrawPath(path, below);
        canvas.DrawPath(path, paint);
    }

    private void Fill(SKPath path, SKColor color)
    {
        using var paint = new SKPaint { Color = color.WithAlpha(FillAlpha), IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private void Dot(PixelPoint point, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawCircle((point.X + 0.5f) * scale, (point.Y + 0.5f) * scale, PointRadius, paint);
    }

    private SKPath Path(IReadOnlyList<PixelPoint> points, IReadOnlyList<IReadOnlyList<PixelPoint>>? holes = null, bool isClosed = true)
    {
        using var builder = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        foreach (var ring in holes is null ? [points] : holes.Prepend(points))
            builder.AddPoly([.. ring.Select(point => new SKPoint(point.X * scale, point.Y * scale))], isClosed);
        return builder.Detach();
    }
}
