using SkiaSharp;

namespace TrainApp.App.Sample;

/// <summary>Paints a ground: noise over a flat colour, and shapes in any colour.</summary>
internal static class SampleGround
{
    private const int BrightFrom = 63; // of 100

    /// <summary>Returns whether the ground is bright.</summary>
    public static bool Draw(SKCanvas canvas, int width, int height, Random random)
    {
        int brightness = random.Next(35, 90);
        canvas.Clear(SKColor.FromHsv(random.Next(360), random.Next(10, 55), brightness));
        using (var noise = new SKPaint())
        {
            float grain = 0.01f + 0.12f * (float)random.NextDouble();
            noise.Shader = SKShader.CreatePerlinNoiseFractalNoise(grain, grain, 3, random.Next(1, 10_000));
            noise.Color = SKColors.White.WithAlpha((byte)random.Next(70, 150));
            canvas.DrawRect(0, 0, width, height, noise);
        }

        int shapes = random.Next(3, 9);
        for (int i = 0; i < shapes; i++) DrawShape(canvas, width, height, random);
        return brightness >= BrightFrom;
    }

    /// <summary>A stick, a tile or a leaf.</summary>
    private static void DrawShape(SKCanvas canvas, int width, int height, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        paint.Color = SKColor.FromHsv(random.Next(360), random.Next(20, 90), random.Next(30, 95)).WithAlpha(220);
        float size = random.Next(10, 50);
        canvas.Save();
        canvas.Translate(random.Next(width), random.Next(height));
        canvas.RotateDegrees(random.Next(360));
        switch (random.Next(3))
        {
            case 0:
                canvas.DrawRect(-size, -1.5f, 2 * size, 3, paint);
                break;
            case 1:
                canvas.DrawRect(-size / 2, -size / 3, size, size * 2 / 3, paint);
                break;
            default:
                using (var leaf = Leaf(size)) canvas.DrawPath(leaf, paint);
                break;
        }

        canvas.Restore();
    }

    private static SKPath Leaf(float size)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(-size / 2, 0);
        builder.QuadTo(0, -size / 2, size / 2, 0);
        builder.QuadTo(0, size / 2, -size / 2, 0);
        return builder.Detach();
    }
}
