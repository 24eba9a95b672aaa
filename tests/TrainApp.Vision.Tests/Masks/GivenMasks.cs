using System.Text.Json;
using TrainApp.Shapes;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Tests.Masks;

/// <summary>The masks and polygons whose pixels other programs have computed.</summary>
internal static class GivenMasks
{
    public static List<JsonElement> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "masks", file)));
        return [.. document.RootElement.EnumerateArray().Select(entry => entry.Clone())];
    }

    public static PixelPoint[] Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(point => new PixelPoint(point[0].GetInt32(), point[1].GetInt32()))];

    public static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    public static int[] Runs(Mask? mask, int width, int height) => mask is null ? [width * height] : [.. RunLengths.Of(mask, width, height)];

    public static int[] Runs(PixelCanvas canvas) => Runs(new Mask(0, 0, canvas.Width, canvas.Height, canvas.Pixels), canvas.Width, canvas.Height);

    /// <summary>Polygons as text, so that a difference can be read.</summary>
    public static string Text(IEnumerable<PolygonGeometry> polygons) => string.Join('\n', polygons.Select(polygon => string.Join(
        " | ", polygon.Interior.Prepend(polygon.Exterior).Select(ring => string.Join(' ', ring.Select(point => FormattableString.Invariant($"{point.X},{point.Y}")))))));

    public static string Text(JsonElement polygons) => Text(polygons.EnumerateArray()
        .Select(polygon => new PolygonGeometry(Ring(polygon[0]), [.. polygon[1].EnumerateArray().Select(Ring)])));
}
