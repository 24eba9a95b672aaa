using SkiaSharp;
using TrainApp;

namespace TrainApp.App.Sample;

/// <summary>
/// Draws the sample project: lemons (masks) and kiwis (rectangles) on textured grounds, among things of the same colours
/// that are no fruit. The same seed gives the same pixels.
/// </summary>
public static class SampleProject
{
    public const string Lemon = "lemon", Kiwi = "kiwi";

    private const int Seed = 1;

    private static readonly (string Dataset, int Images)[] Datasets = [("garden", 80), ("kitchen", 160)];

    private static readonly ProjectMeta Meta = new()
    {
        Classes =
        [
            new ObjectClass { Name = Lemon, Shape = "bitmap", Color = "#E6C229" },
            new ObjectClass { Name = Kiwi, Shape = "rectangle", Color = "#6B8E23" },
        ],
        Tags =
        [
            new TagMeta { Name = "light", ValueType = "oneof_string", Values = ["bright", "dim"] },
            new TagMeta { Name = "occluded", ValueType = "none" },
        ],
    };

    /// <summary>Fills a folder with the project.</summary>
    public static void Draw(string directory)
    {
        Directory.CreateDirectory(directory);
        int number = 0;
        foreach (var (dataset, images) in Datasets)
        {
            string folder = Path.Combine(directory, dataset);
            Directory.CreateDirectory(Path.Combine(folder, "img"));
            Directory.CreateDirectory(Path.Combine(folder, "ann"));
            int first = number;
            Parallel.For(0, images, i => DrawImage(folder, $"{dataset}_{i:000}.jpg", new Random(Seed * 10_007 + first + i)));
            number += images;
        }

        Meta.Save(Path.Combine(directory, "meta.json"));
    }

    private static void DrawImage(string folder, string name, Random random)
    {
        using var scene = SampleScene.Compose(random);
        using (var file = File.Create(Path.Combine(folder, "img", name)))
            scene.Picture.Encode(file, SKEncodedImageFormat.Jpeg, quality: 92);

        var annotation = new Annotation
        {
            Width = scene.Picture.Width,
            Height = scene.Picture.Height,
            Labels = scene.Fruits.Select(LabelOf).ToArray(),
            Tags = [new Tag("light", scene.IsBright ? "bright" : "dim")],
        };
        annotation.Save(Path.Combine(folder, "ann", name + ".json"));
    }

    private static Label LabelOf(SampleScene.VisibleFruit fruit)
    {
        Tag[] tags = fruit.IsOccluded ? [new Tag("occluded")] : [];
        var mask = fruit.Mask;
        return fruit.IsLemon
            ? new Label(Lemon, MaskCodec.Encode(mask), tags)
            : new Label(Kiwi, new RectangleGeometry(mask.Left, mask.Top, mask.Left + mask.Width - 1, mask.Top + mask.Height - 1), tags);
    }
}
