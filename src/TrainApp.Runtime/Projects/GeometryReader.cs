using System.Buffers.Text;
using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>
/// Reads the geometry of an object: by the shape of its class, and by its own <c>geometryType</c> only where the class
/// allows any.
/// </summary>
internal static class GeometryReader
{
    private static readonly HashSet<string> CommonMembers = new(
        [
            "id", "classId", "classTitle", "tags", "description", "geometryType", "shape", "instance", "labelerLogin", "createdAt",
            "updatedAt", "nnCreated", "nnUpdated", "smartToolInput",
        ],
        StringComparer.Ordinal);

    public static Geometry Read(JsonElement element, ObjectClass objectClass, AnnotationReport report)
    {
        var shape = objectClass.Shape;
        if (string.Equals(shape, "any", StringComparison.Ordinal))
        {
            shape = element.Text("geometryType") ?? element.Text("shape")
                ?? throw new MalformedDataException($"its class '{objectClass.Name}' allows any shape, and it has neither 'geometryType' nor 'shape'.");
        }

        return shape switch
        {
            "rectangle" => Rectangle(Exterior(element)),
            "polygon" => Polygon(element, report),
            "line" or "polyline" => Line(Exterior(element)),
            "point" => Point(Exterior(element)),
            "bitmap" => Bitmap(element),
            "graph" => Graph(element, objectClass.Graph),
            _ => Other(element, shape),
        };
    }

    private static RectangleGeometry Rectangle(List<PixelPoint> points) => points is [var first, var second]
        ? new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y), Math.Max(first.X, second.X), Math.Max(first.Y, second.Y))
        : throw new MalformedDataException($"a rectangle has two points, this one {points.Count}.");

    private static LineGeometry Line(List<PixelPoint> points) => points.Count >= 2
        ? new(points)
        : throw new MalformedDataException($"a line has at least two points, this one {points.Count}.");

    private static PointGeometry Point(List<PixelPoint> points) => points is [var point]
        ? new(point)
        : throw new MalformedDataException($"a point has one place, this one {points.Count}.");

    private static PolygonGeometry Polygon(JsonElement element, AnnotationReport report)
    {
        var holes = new List<IReadOnlyList<PixelPoint>>();
        var interior = element.RequiredObject("points", "it").RequiredList("interior", "'points'");
        foreach (var hole in interior.EnumerateArray()) holes.Add(Ring(Points(hole), "A hole of a polygon", report));
        return new(Ring(Exterior(element), "A polygon", report), holes);
    }

    private static List<PixelPoint> Ring(List<PixelPoint> points, string owner, AnnotationReport report)
    {
        if (points.Count == 0) throw new MalformedDataException("a polygon without points.");
        if (points.Count >= 3) return points;
        report.Doubtful($"{owner} has {points.Count} points, expected at least 3; the last one is repeated.");
        while (points.Count < 3) points.Add(points[^1]);
        return points;
    }

    private static BitmapGeometry Bitmap(JsonElement element)
    {
        var bitmap = element.RequiredObject("bitmap", "it");
        var data = bitmap.RequiredText("data", "'bitmap'");
        if (data.Length == 0 || !Base64.IsValid(data)) throw new MalformedDataException("'data' of its bitmap is no base64.");
        return new(Location(bitmap.RequiredList("origin", "'bitmap'")), data);
    }

    private static GraphGeometry Graph(JsonElement element, GraphTemplate? template)
    {
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (var node in element.RequiredObject("nodes", "it").EnumerateObject())
        {
            if (template is not null && !template.Nodes.Any(known => string.Equals(known.Id, node.Name, StringComparison.Ordinal)))
                throw new MalformedDataException($"its class has no node '{node.Name}'.");
            nodes[node.Name] = new(
                Location(node.Value.RequiredList("loc", $"node '{node.Name}'")),
                node.Value.Member("disabled") is { ValueKind: JsonValueKind.True });
        }

        return nodes.Count > 0 ? new(nodes) : throw new MalformedDataException("a graph without nodes.");
    }

    private static OtherGeometry Other(JsonElement element, string shape) => new(shape, System.Text.Encoding.UTF8.GetString(ProjectJson.Write(
        writer =>
        {
            writer.WriteStartObject();
            foreach (var member in element.EnumerateObject().Where(member => !CommonMembers.Contains(member.Name))) member.WriteTo(writer);
            writer.WriteEndObject();
        })));

    private static List<PixelPoint> Exterior(JsonElement element)
    {
        var points = element.RequiredObject("points", "it");
        _ = points.RequiredList("interior", "'points'");
        return Points(points.RequiredList("exterior", "'points'"));
    }

    private static List<PixelPoint> Points(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(Location)]
        : throw new MalformedDataException("its points are no list.");

    private static PixelPoint Location(JsonElement pair)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
            throw new MalformedDataException("a point is [x, y], two numbers.");
        return new(Coordinate(pair[0]), Coordinate(pair[1]));
    }

    private static int Coordinate(JsonElement number)
    {
        if (number.ValueKind != JsonValueKind.Number) throw new MalformedDataException($"a coordinate is a number, this one is {number.GetRawText()}.");
        var value = Math.Floor(number.GetDouble());
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new MalformedDataException($"the coordinate {number.GetRawText()} is beyond every image.");
    }
}
