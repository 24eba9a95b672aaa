using System.IO.Compression;
using System.Text.Json;
using SkiaSharp;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

public sealed class MaskCodecTests
{
    private static readonly byte[] Ring = [1, 1, 1, 1, 0, 1, 1, 1, 1];

    [Fact]
    public void A_mask_is_decoded_at_its_place()
    {
        var mask = MaskCodec.Decode(MaskCodec.Encode(new Mask(7, 5, 3, 3, Ring)));

        Assert.Equal((7, 5, 3, 3, 8), (mask.Left, mask.Top, mask.Width, mask.Height, mask.Area));
        Assert.Equal(Ring, mask.Pixels.ToArray());
        Assert.True(mask.Contains(7, 5));
        Assert.False(mask.Contains(8, 6));
        Assert.False(mask.Contains(10, 5));
    }

    [Fact]
    public void A_mask_is_cropped_to_its_pixels_and_its_origin_moves()
    {
        var loose = new byte[5 * 4];
        loose[(2 * 5) + 3] = 255;

        var bitmap = MaskCodec.Encode(new Mask(-10, 20, 5, 4, loose));
        var mask = MaskCodec.Decode(bitmap);

        Assert.Equal(new PixelPoint(-7, 22), bitmap.Origin);
        Assert.Equal(new Box(-7, 22, -6, 23), mask.Bounds);
    }

    [Fact]
    public void An_empty_mask_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MaskCodec.Encode(new Mask(0, 0, 2, 2, new byte[4])));
        var black = Pack(Png(2, 2, SKColors.Black));
        Assert.Throws<InvalidDataException>(() => MaskCodec.Decode(black));
    }

    [Fact]
    public void The_picture_is_a_one_bit_palette_whose_first_colour_is_transparent()
    {
        var png = Unpack(MaskCodec.Encode(new Mask(0, 0, 3, 3, Ring)));

        Assert.Equal("IHDR"u8, png.AsSpan(12, 4));
        Assert.Equal((1, 3), (png[24], png[25]));
        Assert.Equal("PLTE"u8, png.AsSpan(37, 4));
        Assert.Equal([0, 0, 0, 255, 255, 255], png.AsSpan(41, 6).ToArray());
        Assert.Equal("tRNS"u8, png.AsSpan(55, 4));
        Assert.Equal(0, png[59]);
        Assert.Equal("IEND"u8, png.AsSpan(png.Length - 8, 4));
    }

    [Theory]
    [InlineData(SKColorType.Gray8)]
    [InlineData(SKColorType.Rgb888x)]
    public void A_picture_without_transparency_is_inside_where_it_is_not_black(SKColorType colours)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(4, 2, colours, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Black);
        bitmap.SetPixel(2, 1, new SKColor(0, 0, 9));
        bitmap.SetPixel(1, 1, SKColors.White);

        var mask = MaskCodec.Decode(Pack(Png(bitmap)));

        Assert.True(mask.Contains(1, 1));
        Assert.False(mask.Contains(0, 0));
    }

    [Fact]
    public void A_picture_with_transparency_is_inside_where_it_is_opaque_even_if_black()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(3, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(255, 255, 255, 0));
        bitmap.SetPixel(1, 0, new SKColor(0, 0, 0, 255));
        bitmap.SetPixel(2, 0, new SKColor(0, 0, 0, 0));

        var mask = MaskCodec.Decode(Pack(Png(bitmap)));

        Assert.Equal(new Box(1, 0, 2, 1), mask.Bounds);
    }

    [Fact]
    public void A_bare_png_and_stored_zlib_blocks_are_read()
    {
        var png = Unpack(MaskCodec.Encode(new Mask(0, 0, 3, 3, Ring)));
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.NoCompression, leaveOpen: true)) zlib.Write(png);

        var bare = MaskCodec.Decode(new BitmapGeometry(new PixelPoint(1, 2), Convert.ToBase64String(png)));
        var uncompressed = MaskCodec.Decode(new BitmapGeometry(new PixelPoint(1, 2), Convert.ToBase64String(stored.ToArray())));

        Assert.Equal(Ring, bare.Pixels.ToArray());
        Assert.Equal(Ring, uncompressed.Pixels.ToArray());
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("")]
    [InlineData("eCAAAAABAgM=")]
    public void Data_that_is_no_picture_is_an_error(string data) =>
        Assert.Throws<InvalidDataException>(() => MaskCodec.Decode(new BitmapGeometry(default, data)));

    [Fact]
    public void A_mask_beyond_the_border_is_clipped()
    {
        var mask = new Mask(-1, -1, 3, 3, Ring).Clip(10, 1);

        Assert.Equal(new Box(1, 0, 2, 1), mask!.Bounds);
        Assert.Null(new Mask(20, 0, 3, 3, Ring).Clip(10, 10));
    }

    [Fact]
    public void Masks_of_the_reference_have_the_same_pixels()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", "masks.json")));
        var count = 0;
        foreach (var entry in file.RootElement.EnumerateArray())
        {
            if (!entry.TryGetProperty("bitmap", out var expected) || !expected.TryGetProperty("data", out var data)) continue;
            var origin = expected.GetProperty("origin");
            var mask = MaskCodec.Decode(new BitmapGeometry(new PixelPoint(origin[0].GetInt32(), origin[1].GetInt32()), data.GetString()!));
            var size = entry.GetProperty("size");

            Assert.Equal(expected.GetProperty("area").GetDouble(), mask.Area);
            Assert.Equal(
                entry.GetProperty("counts").EnumerateArray().Select(item => item.GetInt32()),
                RunLengths.Of(mask, size[1].GetInt32(), size[0].GetInt32()));
            Assert.Equal(mask.Pixels.ToArray(), MaskCodec.Decode(MaskCodec.Encode(mask)).Pixels.ToArray());
            count++;
        }

        Assert.True(count > 40, $"{count} masks were compared.");
    }

    private static byte[] Png(int width, int height, SKColor colour)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgb888x, SKAlphaType.Opaque));
        bitmap.Erase(colour);
        return Png(bitmap);
    }

    private static byte[] Png(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static BitmapGeometry Pack(byte[] png)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(png);
        return new BitmapGeometry(default, Convert.ToBase64String(packed.ToArray()));
    }

    private static byte[] Unpack(BitmapGeometry bitmap)
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(bitmap.Data)), CompressionMode.Decompress);
        using var png = new MemoryStream();
        zlib.CopyTo(png);
        return png.ToArray();
    }
}
