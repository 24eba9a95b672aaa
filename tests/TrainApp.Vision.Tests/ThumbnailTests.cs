using TrainApp.Hosting;

namespace TrainApp.Vision.Tests;

public sealed class ThumbnailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trainapp-thumbnail-").FullName;

    [Theory]
    [InlineData(400, 200, 100, 100, 50)]
    [InlineData(200, 400, 100, 50, 100)]
    [InlineData(20, 10, 200, 200, 100)]
    public void The_longest_side_is_as_asked(int width, int height, int size, int drawnWidth, int drawnHeight)
    {
        var frame = ImageFrame.Decode(Thumbnail.Draw(new ThumbnailRequest(Picture(width, height), null, [], size)));
        Assert.Equal((drawnWidth, drawnHeight), (frame.Width, frame.Height));
    }

    [Fact]
    public void Objects_are_drawn_in_the_colour_of_their_class()
    {
        var geometries = new Geometry[]
        {
            new RectangleGeometry(10, 10, 60, 60),
            new PolygonGeometry([new(100, 10), new(180, 10), new(140, 80)], [[new(135, 20), new(145, 20), new(140, 30)]]),
            MaskCodec.Encode(new Mask(20, 110, 60, 60, [.. Enumerable.Repeat((byte)1, 3600)])),
            new LineGeometry([new(100, 110), new(180, 180)]),
            new PointGeometry(new(190, 190)),
            new GraphGeometry(new Dictionary<string, GraphNode>(StringComparer.Ordinal) { ["a"] = new(new(150, 100), false), ["b"] = new(new(190, 130), false) }),
        };
        var template = new GraphTemplate([new("a", "a", 0, 0, null), new("b", "b", 1, 1, null)], [new("a", "b", null)]);
        foreach (var geometry in geometries)
        {
            var annotation = new Annotation { Width = 200, Height = 200, Labels = [new Label("thing", geometry, []), new Label("unknown", new PointGeometry(new(2, 2)), [])] };
            var drawn = ImageFrame.Decode(Thumbnail.Draw(new ThumbnailRequest(Picture(200, 200), annotation, [new ObjectClass { Name = "thing", Shape = "any", Color = "#FF0000", Graph = template }], 200)));
            Assert.True(Reddish(drawn) > 15, $"{geometry.GetType().Name}: {Reddish(drawn)} red pixels");
        }
    }

    [Fact]
    public void A_file_that_is_no_image_is_refused_by_name()
    {
        var file = Path.Combine(_folder, "broken.jpg");
        File.WriteAllText(file, "no picture");
        Assert.Contains("broken.jpg", Assert.Throws<InvalidDataException>(() => Thumbnail.Draw(new ThumbnailRequest(file, null, [], 100))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A grey picture.</summary>
    private string Picture(int width, int height)
    {
        var file = Path.Combine(_folder, "picture.png");
        new ImageFrame(width, height, [.. Enumerable.Repeat((byte)120, 3 * width * height)]).SavePng(file);
        return file;
    }

    private static int Reddish(ImageFrame frame)
    {
        var pixels = frame.Rgb.Span;
        var count = 0;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            if (pixels[i] > pixels[i + 1] + 50 && pixels[i] > pixels[i + 2] + 50) count++;
        }

        return count;
    }
}
