using System.Globalization;
using System.Text.Json;

namespace TrainApp.Tests.Projects;

/// <summary>Shape, area and bounds of a label in one line.</summary>
internal static class SummaryText
{
    public static string Of(Geometry geometry)
    {
        var shape = geometry switch
        {
            RectangleGeometry => "rectangle",
            PolygonGeometry => "polygon",
            BitmapGeometry => "bitmap",
            LineGeometry => "line",
            PointGeometry => "point",
            GraphGeometry => "graph",
            _ => "any",
        };
        var box = geometry.Bounds() ?? new(0, 0, 0, 0);
        return string.Create(CultureInfo.InvariantCulture, $"{shape} {geometry.Area()} {box.Left},{box.Top},{box.Right},{box.Bottom}");
    }

    public static string Of(JsonElement label) => string.Create(
        CultureInfo.InvariantCulture,
        $"{label.GetProperty("geometry").GetString()} {label.GetProperty("area").GetDouble()} {string.Join(',', label.GetProperty("bbox_ltrb").EnumerateArray().Select(number => number.GetInt32()))}");
}
