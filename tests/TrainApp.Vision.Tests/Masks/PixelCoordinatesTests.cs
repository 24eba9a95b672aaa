using System.Text.Json;
using TrainApp.Shapes;

namespace TrainApp.Vision.Tests.Masks;

public sealed class PixelCoordinatesTests
{
    [Fact]
    public void Coordinates_of_the_reference_become_the_same_pixels_and_come_back_as_there()
    {
        var count = 0;
        foreach (var entry in GivenMasks.Read("pixel_coordinates.json"))
        {
            int height = entry.GetProperty("size")[0].GetInt32(), width = entry.GetProperty("size")[1].GetInt32();
            var (raw, pixel, back) = (Points(entry.GetProperty("raw")), Points(entry.GetProperty("pixel")), Points(entry.GetProperty("back")));
            Assert.NotEmpty(raw);
            if (string.Equals(entry.GetProperty("geometry").GetString(), "rectangle", StringComparison.Ordinal))
            {
                var box = PixelCoordinates.ToPixels(new SubPixelBox(raw[0].X, raw[0].Y, raw[1].X, raw[1].Y));
                Assert.Equal(pixel, new SubPixelPoint[] { new(box.Left, box.Top), new(box.Right, box.Bottom) });
                var edges = PixelCoordinates.Edges(box);
                Assert.Equal(back, new SubPixelPoint[] { new(edges.Left, edges.Top), new(edges.Right, edges.Bottom) });
            }
            else
            {
                PixelPoint[] found = [.. raw.Select(point => PixelCoordinates.ToPixel(point, width, height))];
                Assert.Equal(pixel, found.Select(point => new SubPixelPoint(point.X, point.Y)));
                // A mask goes back by its pixel, everything else by the middle of its pixels.
                if (!entry.GetProperty("raw").TryGetProperty("bitmap", out _)) Assert.Equal(back, found.Select(PixelCoordinates.Middle));
            }

            count++;
        }

        Assert.Equal(59, count);
    }

    private static SubPixelPoint[] Points(JsonElement geometry)
    {
        if (geometry.TryGetProperty("bitmap", out var bitmap)) return [Point(bitmap.GetProperty("origin"))];
        if (geometry.TryGetProperty("nodes", out var nodes)) return [.. nodes.EnumerateObject().Select(node => Point(node.Value.GetProperty("loc")))];
        var points = geometry.GetProperty("points");
        return [.. points.GetProperty("exterior").EnumerateArray().Concat(points.GetProperty("interior").EnumerateArray().SelectMany(ring => ring.EnumerateArray())).Select(Point)];
    }

    private static SubPixelPoint Point(JsonElement point) => new(point[0].GetDouble(), point[1].GetDouble());
}
