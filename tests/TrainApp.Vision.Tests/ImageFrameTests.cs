using SkiaSharp;
using TrainApp.Vision.Images;

namespace TrainApp.Vision.Tests;

public sealed class ImageFrameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pixels_survive_a_file()
    {
        var frame = Frame(3, 2);

        frame.SavePng(_folder.At("a.png"));
        var read = ImageFrame.Load(_folder.At("a.png"));

        Assert.Equal((3, 2), (read.Width, read.Height));
        Assert.Equal(frame.Rgb.ToArray(), read.Rgb.ToArray());
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft, "0 1 2|3 4 5")]
    [InlineData(SKEncodedOrigin.TopRight, "2 1 0|5 4 3")]
    [InlineData(SKEncodedOrigin.BottomRight, "5 4 3|2 1 0")]
    [InlineData(SKEncodedOrigin.BottomLeft, "3 4 5|0 1 2")]
    [InlineData(SKEncodedOrigin.LeftTop, "0 3|1 4|2 5")]
    [InlineData(SKEncodedOrigin.RightTop, "3 0|4 1|5 2")]
    [InlineData(SKEncodedOrigin.RightBottom, "5 2|4 1|3 0")]
    [InlineData(SKEncodedOrigin.LeftBottom, "2 5|1 4|0 3")]
    public void An_image_is_turned_as_its_orientation_says(SKEncodedOrigin origin, string expected)
    {
        using var bitmap = SkiaPixels.ToBitmap(Frame(3, 2));

        var frame = SkiaPixels.ToFrame(bitmap, origin);

        var rows = Enumerable.Range(0, frame.Height)
            .Select(y => string.Join(' ', Enumerable.Range(0, frame.Width).Select(x => frame.Rgb.Span[((y * frame.Width) + x) * 3] / 3)));
        Assert.Equal(expected, string.Join('|', rows));
    }

    [Fact]
    public void A_photo_is_turned_unless_its_annotation_has_the_size_of_the_unturned_one()
    {
        File.WriteAllBytes(_folder.At("a.jpg"), TurnedJpeg(8, 4));

        Assert.Equal((4, 8), SizeOf(ImageFrame.Load(_folder.At("a.jpg"))));
        Assert.Equal((4, 8), SizeOf(ImageFrame.Load(_folder.At("a.jpg"), 4, 8)));
        Assert.Equal((8, 4), SizeOf(ImageFrame.Load(_folder.At("a.jpg"), 8, 4)));
        Assert.Equal((4, 8), SizeOf(ImageFrame.Load(_folder.At("a.jpg"), 0, 0)));
    }

    [Fact]
    public void An_image_of_another_size_than_its_annotation_is_an_error_that_names_both()
    {
        Frame(3, 2).SavePng(_folder.At("a.png"));

        var error = Assert.Throws<InvalidDataException>(() => ImageFrame.Load(_folder.At("a.png"), 3, 3));

        Assert.Contains("3×2", error.Message, StringComparison.Ordinal);
        Assert.Contains("3×3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_image_or_is_cut_off_is_an_error_that_names_it()
    {
        var noise = new byte[64 * 64 * 3];
        new Random(1).NextBytes(noise);
        new ImageFrame(64, 64, noise).SavePng(_folder.At("whole.png"));
        File.WriteAllBytes(_folder.At("cut.png"), File.ReadAllBytes(_folder.At("whole.png"))[..5000]);
        File.WriteAllText(_folder.At("text.png"), "no image");

        Assert.Contains("cut.png", Assert.Throws<InvalidDataException>(() => ImageFrame.Load(_folder.At("cut.png"))).Message, StringComparison.Ordinal);
        Assert.Contains("text.png", Assert.Throws<InvalidDataException>(() => ImageFrame.Load(_folder.At("text.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letterbox_keeps_the_aspect_ratio_and_leads_back()
    {
        var white = new ImageFrame(20, 10, Enumerable.Repeat((byte)255, 600).ToArray());

        var place = Letterbox.Of(white.Width, white.Height, 40);
        var square = place.Draw(white);

        Assert.Equal(new Letterbox(40, 2, 0, 10), place);
        Assert.Equal(Letterbox.Grey, square.Rgb.Span[(9 * 40 + 20) * 3]);
        Assert.Equal(255, square.Rgb.Span[(10 * 40 + 20) * 3]);
        Assert.Equal(new Box(2, 14, 6, 18), place.ToSquare(new Box(1, 2, 3, 4)));
        Assert.Equal(new Box(1, 2, 3, 4), place.ToImage(place.ToSquare(new Box(1, 2, 3, 4))));
    }

    private static (int Width, int Height) SizeOf(ImageFrame frame) => (frame.Width, frame.Height);

    private static ImageFrame Frame(int width, int height) => new(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)i)]);

    /// <summary>A JPEG with the EXIF orientation 6: the camera was turned by 90 degrees.</summary>
    private static byte[] TurnedJpeg(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Green);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        var jpeg = data.ToArray();
        byte[] exif =
        [
            0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }
}
