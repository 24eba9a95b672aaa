using System.Text.Json;
using TrainApp.Vision.Masks;
using TrainApp.Shapes;

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
    public void A_polygon_outside_the_image_has_no_pixels() =>
        Assert.Null(PolygonRaster.Draw(new PolygonGeometry([new(20, 20), new(24, 20), new(20, 24)], []), 10, 10));

    [Fact]
    public void Polygons_of_the_reference_differ_by_few_pixels_of_their_outlines()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", "polygons.json")));
        int wrong = 0, all = 0, polygons = 0;
        foreach (var entry in file.RootElement.EnumerateArray())
        {
            var input = entry.GetProperty("input");
            int height = input[2].GetInt32(), width = input[3].GetInt32();
            var points = entry.GetProperty("points");
            var polygon = new PolygonGeometry(Ring(points[0]), [.. points[1].EnumerateArray().Select(Ring)]);
            var expected = Pixels(entry.GetProperty("mask").EnumerateArray().Select(run => run.GetInt32()), width * height);
            var found = PolygonRaster.Draw(polygon, width, height) is { } mask ? Pixels(RunLengths.Of(mask, width, height), width * height) : new bool[width * height];
            wrong += expected.Zip(found).Count(pair => pair.First != pair.Second);
            all += expected.Count(pixel => pixel);
            polygons++;
        }

        Assert.Equal(60, polygons);
        Assert.True(wrong < all * 0.01, $"{wrong} of {all} pixels differ.");
    }

    private static PixelPoint[] Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(point => new PixelPoint(point[0].GetInt32(), point[1].GetInt32()))];

    private static bool[] Pixels(IEnumerable<int> runs, int count)
    {
        var pixels = new bool[count];
        int at = 0, number = 0;
        foreach (var run in runs)
        {
            pixels.AsSpan(at, run).Fill(number++ % 2 == 1);
            at += run;
        }

        return pixels;
    }

    private static string Rows(Mask mask) => string.Join('|', Enumerable.Range(0, mask.Height)
        .Select(y => string.Concat(Enumerable.Range(0, mask.Width).Select(x => mask.Contains(mask.Left + x, mask.Top + y) ? '1' : '.'))));
}
