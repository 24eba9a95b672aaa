using SkiaSharp;
using TrainApp;

namespace Quickstart.Sample;

/// <summary>One image of the sample project: a ground, fruits and, of the same skins, things that are no fruit.</summary>
internal sealed class SampleScene : IDisposable
{
    /// <summary>A fruit hidden by more than this share of its area is not labelled.</summary>
    private const double MostHidden = 0.7;

    /// <summary>A fruit hidden by more than this share of its area is tagged as occluded.</summary>
    private const double LittleHidden = 0.1;

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

        bool[] areFruits = [.. Enumerable.Repeat(true, random.Next(1, 5)), .. Enumerable.Repeat(false, random.Next(3, 8))];
        random.Shuffle(areFruits);
        var drawn = new List<(bool IsFruit, bool IsLemon, int Area)>();
        foreach (bool isFruit in areFruits)
        {
            bool isLemon = random.Next(2) == 0;
            using var outline = SampleOutline.Draw(isFruit, isLemon, scene.Picture.Width, scene.Picture.Height, random);
            SampleSkin.Paint(canvas, outline, isLemon, random);
            drawn.Add((isFruit, isLemon, scene.Claim(outline, drawn.Count + 1)));
        }

        scene.Fruits = scene.FindVisible(drawn);
        return scene;
    }

    public void Dispose() => Picture.Dispose();

    /// <summary>Notes whose the pixels inside an outline now are, and returns their number.</summary>
    private int Claim(SKPath outline, int number)
    {
        using var cover = new SKBitmap(new SKImageInfo(Picture.Width, Picture.Height, SKColorType.Alpha8, SKAlphaType.Premul));
        using var canvas = new SKCanvas(cover);
        using var paint = new SKPaint { IsAntialias = true, Color = SKColors.White };
        canvas.Clear(SKColors.Transparent);
        canvas.DrawPath(outline, paint);
        int area = 0;
        for (int i = 0; i < owners.Length; i++)
        {
            if (cover.GetPixelSpan()[i / Picture.Width * cover.RowBytes + i % Picture.Width] < 128) continue;
            owners[i] = number;
            area++;
        }

        return area;
    }

    private List<VisibleFruit> FindVisible(List<(bool IsFruit, bool IsLemon, int Area)> drawn)
    {
        var fruits = new List<VisibleFruit>();
        for (int number = 1; number <= drawn.Count; number++)
        {
            var (isFruit, isLemon, area) = drawn[number - 1];
            if (!isFruit) continue;
            var pixels = owners.Select(owner => owner == number ? (byte)1 : (byte)0).ToArray();
            if (new Mask(0, 0, Picture.Width, Picture.Height, pixels).Crop() is not { } mask) continue;
            double hidden = 1 - (double)mask.Area / area;
            if (hidden <= MostHidden) fruits.Add(new VisibleFruit(isLemon, mask, hidden > LittleHidden));
        }

        return fruits;
    }

    internal sealed record VisibleFruit(bool IsLemon, Mask Mask, bool IsOccluded);
}
