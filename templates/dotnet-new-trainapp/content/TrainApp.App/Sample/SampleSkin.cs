using SkiaSharp;

namespace TrainApp.App.Sample;

/// <summary>Paints the inside of an outline like the skin of a lemon or a kiwi: shaded, with pores or hairs.</summary>
internal static class SampleSkin
{
    public static void Paint(SKCanvas canvas, SKPath outline, bool isLemon, Random random)
    {
        var skin = isLemon
            ? SKColor.FromHsv(46 + random.Next(14), 70 + random.Next(30), 80 + random.Next(20))
            : SKColor.FromHsv(26 + random.Next(14), 40 + random.Next(30), 38 + random.Next(25));
        canvas.Save();
        canvas.ClipPath(outline, SKClipOperation.Intersect, antialias: true);
        PaintBody(canvas, outline.Bounds, skin, random);
        PaintGrain(canvas, outline.Bounds, skin, isLemon, random);
        canvas.Restore();
    }

    /// <summary>A radial gradient whose bright spot stands for the light.</summary>
    private static void PaintBody(SKCanvas canvas, SKRect bounds, SKColor skin, Random random)
    {
        skin.ToHsv(out float h, out float s, out float v);
        var light = new SKPoint(
            bounds.MidX + bounds.Width * 0.4f * ((float)random.NextDouble() - 0.5f),
            bounds.MidY + bounds.Height * 0.4f * ((float)random.NextDouble() - 0.5f));
        using var paint = new SKPaint();
        paint.Shader = SKShader.CreateRadialGradient(
            light, Math.Max(bounds.Width, bounds.Height) * 0.7f,
            [SKColor.FromHsv(h, s * 0.6f, Math.Min(100, v * 1.2f)), skin, SKColor.FromHsv(h, s, v * 0.45f)],
            [0f, 0.45f, 1f], SKShaderTileMode.Clamp);
        canvas.DrawRect(bounds, paint);
    }

    private static void PaintGrain(SKCanvas canvas, SKRect bounds, SKColor skin, bool isLemon, Random random)
    {
        skin.ToHsv(out float h, out float s, out float v);
        using var paint = new SKPaint { IsAntialias = true, StrokeWidth = 0.8f };
        paint.Color = SKColor.FromHsv(h, s, v * (isLemon ? 0.92f : 0.6f)).WithAlpha(150);
        for (int i = 0; i < bounds.Width * bounds.Height / 12; i++)
        {
            float x = bounds.Left + bounds.Width * (float)random.NextDouble(), y = bounds.Top + bounds.Height * (float)random.NextDouble();
            if (isLemon) canvas.DrawCircle(x, y, 0.7f, paint);
            else canvas.DrawLine(x, y, x + 2.5f, y + random.Next(-1, 2), paint);
        }
    }
}
