using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

public sealed class PolygonRasterTests
{
    [Fact]
    public void An_outline_belongs_to_what_is_drawn()
    {
        var mask = PolygonRaster.Draw(new PolygonGeometry([new(0, 0), new(4, 0), new(0, 4)], []), 10, 10);

        Assert.Equal("11111|1111.|111..|11...|1....", Rows(mask!));
    }

    [Fact]
    public void A_hole_takes_its_outline_away_and_a_hole_in_it_gives_pixels_back()
    {
        PixelPoint[] Square(int from, int to) => [new(from, from), new(to, from), new(to, to), new(from, to)];

        var mask = PolygonRaster.Draw(new PolygonGeometry(Square(0, 8), [Square(1, 7), Square(3, 5)]), 10, 10);

        Assert.Equal("111111111|1.......1|1.......1|1.......1|1...1...1|1.......1|1.......1|1.......1|111111111", Rows(mask!));
    }

    [Fact]
    public void A_polygon_outside_the_image_has_no_pixels() =>
        Assert.Null(PolygonRaster.Draw(new PolygonGeometry([new(20, 20), new(24, 20), new(20, 24)], []), 10, 10));

    [Fact]
    public void Corners_at_the_ends_of_the_number_range_are_drawn()
    {
        PixelPoint[] all = [new(int.MinValue, int.MinValue), new(int.MaxValue, int.MinValue), new(int.MaxValue, int.MaxValue), new(int.MinValue, int.MaxValue)];

        Assert.Equal(12, PolygonRaster.Draw(new PolygonGeometry(all, []), 4, 3)!.Area);
    }

    [Fact]
    public void Polygons_of_the_reference_have_the_same_pixels_and_outlines()
    {
        var count = 0;
        foreach (var entry in GivenMasks.Read("polygons.json"))
        {
            int height = entry.GetProperty("input")[2].GetInt32(), width = entry.GetProperty("input")[3].GetInt32();
            var points = entry.GetProperty("points");
            var polygon = new PolygonGeometry(GivenMasks.Ring(points[0]), [.. points[1].EnumerateArray().Select(GivenMasks.Ring)]);
            var mask = PolygonRaster.Draw(polygon, width, height);
            var runs = GivenMasks.Runs(mask, width, height);

            Assert.Equal(GivenMasks.Numbers(entry.GetProperty("mask")), runs);
            Assert.Equal(entry.GetProperty("rle").GetString(), CompressedRuns.Encode(runs));
            Assert.Equal(entry.GetProperty("pixels").GetInt32(), mask?.Area ?? 0);
            var box = entry.GetProperty("bbox");
            Assert.Equal(new RectangleGeometry(box[0].GetInt32(), box[1].GetInt32(), box[2].GetInt32(), box[3].GetInt32()), polygon.Bounds());

            var canvas = new PixelCanvas(width, height);
            foreach (var ring in polygon.Interior.Prepend(polygon.Exterior)) ThickOutline.Draw(canvas, ring, 1);
            Assert.Equal(GivenMasks.Numbers(entry.GetProperty("contour3")), GivenMasks.Runs(canvas));
            CompareBitmap(entry.GetProperty("bitmap"), polygon);
            count++;
        }

        Assert.Equal(60, count);
    }

    /// <summary>The reference makes a bitmap of a polygon on a canvas of the polygon's own size.</summary>
    private static void CompareBitmap(System.Text.Json.JsonElement expected, PolygonGeometry polygon)
    {
        var bounds = polygon.Bounds()!;
        PixelPoint[] Shift(IReadOnlyList<PixelPoint> ring) => [.. ring.Select(point => new PixelPoint(point.X - bounds.Left, point.Y - bounds.Top))];
        var alone = PolygonRaster.Draw(
            new PolygonGeometry(Shift(polygon.Exterior), [.. polygon.Interior.Select(Shift)]), bounds.Right - bounds.Left + 1, bounds.Bottom - bounds.Top + 1);

        Assert.Equal(expected.TryGetProperty("error", out _), alone is null);
        if (alone is null) return;
        int x = expected.GetProperty("origin")[0].GetInt32(), y = expected.GetProperty("origin")[1].GetInt32();
        int height = expected.GetProperty("size")[0].GetInt32(), width = expected.GetProperty("size")[1].GetInt32();
        Assert.Equal((x - bounds.Left, y - bounds.Top, width, height), (alone.Left, alone.Top, alone.Width, alone.Height));
        Assert.Equal(GivenMasks.Numbers(expected.GetProperty("mask")), RunLengths.Of(new Mask(0, 0, width, height, alone.Pixels.ToArray()), width, height));
    }

    private static string Rows(Mask mask) => string.Join('|', Enumerable.Range(0, mask.Height)
        .Select(y => string.Concat(Enumerable.Range(0, mask.Width).Select(x => mask.Contains(mask.Left + x, mask.Top + y) ? '1' : '.'))));
}
