using SkiaSharp;

namespace TrainApp.App.Sample;

/// <summary>Outlines in image pixels, at a random place, turned by a random angle.</summary>
internal static class SampleOutline
{
    /// <summary>An oval for a fruit, another shape for what is none.</summary>
    public static SKPath Draw(bool isFruit, bool isLemon, int width, int height, Random random)
    {
        float length = 24 + 36 * (float)random.NextDouble();
        float breadth = length * (isLemon ? Between(random, 0.62, 0.8) : Between(random, 0.78, 0.97));
        using var shape = isFruit ? Oval(length, breadth) : Other(length, breadth, random);
        var place = SKMatrix.CreateRotationDegrees(Between(random, 0, 360))
            .PostConcat(SKMatrix.CreateTranslation(Between(random, 0.08, 0.92) * width, Between(random, 0.08, 0.92) * height));
        var placed = new SKPath();
        shape.Transform(in place, placed);
        return placed;
    }

    private static float Between(Random random, double low, double high) => (float)(low + (high - low) * random.NextDouble());

    private static SKPath Oval(float length, float breadth)
    {
        using var builder = new SKPathBuilder();
        builder.AddOval(new SKRect(-length / 2, -breadth / 2, length / 2, breadth / 2));
        return builder.Detach();
    }

    private static SKPath Other(float length, float breadth, Random random)
    {
        float a = length / 2, b = breadth / 2;
        return random.Next(6) switch
        {
            0 => Polygon((-a, b), (a, b), (0, -b)),                                                    // a wedge
            1 => Polygon((-a, -b), (a, -b), (a, b), (-a, b)),                                          // a block
            2 => Polygon((-a, -b / 3), (a, -b / 3), (a, b / 3), (-a, b / 3)),                          // a bar
            3 => Polygon((-a, -b), (a, -b), (a, b / 2), (0, b), (-a, b / 2)),                          // a shield
            4 => Polygon(Star(a, b).ToArray()),
            _ => Polygon((-a, -b), (-a / 3, -b), (-a / 3, b / 3), (a, b / 3), (a, b), (-a, b)),        // a bent piece
        };
    }

    private static IEnumerable<(float X, float Y)> Star(float a, float b)
    {
        for (int i = 0; i < 10; i++)
        {
            float reach = i % 2 == 0 ? 1 : 0.45f;
            float angle = i * MathF.PI / 5;
            yield return (a * reach * MathF.Cos(angle), b * reach * MathF.Sin(angle));
        }
    }

    private static SKPath Polygon(params (float X, float Y)[] corners)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(corners[0].X, corners[0].Y);
        foreach (var (x, y) in corners.Skip(1)) builder.LineTo(x, y);
        builder.Close();
        return builder.Detach();
    }
}
