using SkiaSharp;
using TrainApp;

namespace TrainApp.App.Sample;

/// <summary>One image of the sample project: a ground, fruits and, of the same skins, things that are no fruit.</summary>
internal sealed class SampleScene : IDisposable
{
    /// <summary>The share of a thing that another one may hide.</summary>
    private const double MostHidden = 0.25;

    /// <summary>A fruit of which several things together leave less is not labelled.</summary>
    private const double LeastVisible = 0.5;

    private const int MostAttempts = 30;

    private readonly int[] owners; // the number of the thing that each pixel shows, from 1; 0 is the ground

    private SampleScene(int width, int height)
    {
        Picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        owners = new int[width * height];
    }

    public SKBitmap Picture { get; }

    public bool IsBright { get; private set; }

    public IReadOnlyList<VisibleFruit> Fruits { get; private set; } = [];

    public static SampleScene Compose(Random random)
    {
        var scene = new SampleScene(random.Next(144, 177), random.Next(144, 177));
        using var canvas = new SKCanvas(scene.Picture);
        scene.IsBright = SampleGround.Draw(canvas, scene.Picture.Width, scene.Picture.Height, random);

        bool[] areFruits = [.. Enumerable.Repeat(true, random.Next(1, 5)), .. Enumerable.Repeat(false, random.Next(5, 10))];
        random.Shuffle(areFruits);
        var drawn = new List<Thing>();
        foreach (bool isFruit in areFruits) scene.Add(canvas, isFruit, drawn, random);
        scene.Fruits = scene.FindVisible(drawn);
        return scene;
    }

    public void Dispose() => Picture.Dispose();

    /// <summary>Paints one thing where it hides little of the others; without such a place there is one less.</summary>
    private void Add(SKCanvas canvas, bool isFruit, List<Thing> drawn, Random random)
    {
        bool isLemon = random.Next(2) == 0;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            using var outline = SampleOutline.Draw(isFruit, isLemon, Picture.Width, Picture.Height, random);
            var pixels = PixelsOf(outline);
            bool hidesMuch = pixels.Where(i => owners[i] > 0)
                .CountBy(i => owners[i])
                .Any(hidden => hidden.Value > MostHidden * drawn[hidden.Key - 1].Area);
            if (pixels.Count == 0 || hidesMuch) continue;

            SampleSkin.Paint(canvas, outline, isLemon, random);
            drawn.Add(new Thing(isFruit, isLemon, pixels.Count));
            foreach (int i in pixels) owners[i] = drawn.Count;
            return;
        }
    }

    /// <summary>The pixels that an outline covers by half at least.</summary>
    private List<int> PixelsOf(SKPath outline)
    {
        using var cover = new SKBitmap(new SKImageInfo(Picture.Width, Picture.Height, SKColorType.Alpha8, SKAlphaType.Premul));
        using var canvas = new SKCanvas(cover);
        using var paint = new SKPaint { IsAntialias = true, Color = SKColors.White };
        canvas.Clear(SKColors.Transparent);
        canvas.DrawPath(outline, paint);
        canvas.Flush();
        var alpha = cover.GetPixelSpan();
        var pixels = new List<int>();
        for (int i = 0; i < owners.Length; i++)
        {
            if (alpha[i / Picture.Width * cover.RowBytes + i % Picture.Width] >= 128) pixels.Add(i);
        }

        return pixels;
    }

    private List<VisibleFruit> FindVisible(List<Thing> drawn)
    {
        var fruits = new List<VisibleFruit>();
        for (int number = 1; number <= drawn.Count; number++)
        {
            var thing = drawn[number - 1];
            if (!thing.IsFruit) continue;
            var pixels = owners.Select(owner => owner == number ? (byte)1 : (byte)0).ToArray();
            if (new Mask(0, 0, Picture.Width, Picture.Height, pixels).Crop() is not { } mask) continue;
            if (mask.Area >= LeastVisible * thing.Area) fruits.Add(new VisibleFruit(thing.IsLemon, mask, mask.Area < thing.Area));
        }

        return fruits;
    }

    /// <summary>What was painted, fruit or not, and on how many pixels.</summary>
    private sealed record Thing(bool IsFruit, bool IsLemon, int Area);

    internal sealed record VisibleFruit(bool IsLemon, Mask Mask, bool IsOccluded);
}
