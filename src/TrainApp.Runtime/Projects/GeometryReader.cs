using System.Buffers.Text;
using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Where the members of an object stand that describe its geometry; at no token when they are absent.</summary>
internal ref struct ObjectMembers
{
    /// <summary>The object itself.</summary>
    public Utf8JsonReader Start;

    public Utf8JsonReader Points;

    public Utf8JsonReader Bitmap;

    public Utf8JsonReader Nodes;

    public Utf8JsonReader GeometryType;

    public Utf8JsonReader Shape;
}

/// <summary>
/// Reads the geometry of an object: by the shape of its class, and by its own <c>geometryType</c> only where the class
/// allows any.
/// </summary>
internal sealed class GeometryReader(AnnotationReport report)
{
    private static readonly HashSet<string> CommonMembers = new(
        [
            "id", "classId", "classTitle", "tags", "description", "geometryType", "shape", "instance", "labelerLogin", "createdAt",
            "updatedAt", "nnCreated", "nnUpdated", "smartToolInput",
        ],
        StringComparer.Ordinal);

    private readonly PointsReader _points = new();

    public Geometry Read(ref ObjectMembers members, ObjectClass objectClass)
    {
        var shape = objectClass.Shape;
        if (string.Equals(shape, "any", StringComparison.Ordinal)) shape = OwnShape(ref members, objectClass.Name);
        return shape switch
        {
            "rectangle" => Rectangle(_points.ReadExterior(members.Points)),
            "polygon" => Polygon(members.Points),
            "line" or "polyline" => Line(_points.ReadExterior(members.Points)),
            "point" => Point(_points.ReadExterior(members.Points)),
            "bitmap" => Bitmap(members.Bitmap),
            "graph" => Graph(members.Nodes, objectClass.Graph),
            _ => Other(ref members.Start, shape),
        };
    }

    private static string OwnShape(ref ObjectMembers members, string className)
    {
        if (members.GeometryType.TokenType == JsonTokenType.String) return Known(ref members.GeometryType);
        if (members.Shape.TokenType == JsonTokenType.String) return Known(ref members.Shape);
        throw new MalformedDataException($"its class '{className}' allows any shape, and it has neither 'geometryType' nor 'shape'.");

        static string Known(ref Utf8JsonReader reader) => reader.ValueTextEquals("rectangle"u8) ? "rectangle"
            : reader.ValueTextEquals("polygon"u8) ? "polygon"
            : reader.ValueTextEquals("bitmap"u8) ? "bitmap"
            : reader.GetString()!;
    }

    private static RectangleGeometry Rectangle(PixelPoint[] points) => points is [var first, var second]
        ? new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y), Math.Max(first.X, second.X), Math.Max(first.Y, second.Y))
        : throw new MalformedDataException($"a rectangle has two points, this one {points.Length}.");

    private static LineGeometry Line(PixelPoint[] points) => points.Length >= 2
        ? new(points)
        : throw new MalformedDataException($"a line has at least two points, this one {points.Length}.");

    private static PointGeometry Point(PixelPoint[] points) => points is [var point]
        ? new(point)
        : throw new MalformedDataException($"a point has one place, this one {points.Length}.");

    private PolygonGeometry Polygon(Utf8JsonReader reader)
    {
        var (exterior, interior) = _points.ReadRings(reader);
        var holes = interior.Length == 0 ? [] : new PixelPoint[interior.Length][];
        for (var i = 0; i < holes.Length; i++) holes[i] = Ring(interior[i], "A hole of a polygon");
        return new(Ring(exterior, "A polygon"), holes);
    }

    private PixelPoint[] Ring(PixelPoint[] points, string owner)
    {
        if (points.Length == 0) throw new MalformedDataException("a polygon without points.");
        if (points.Length >= 3) return points;
        report.Doubtful($"{owner} has {points.Length} points, expected at least 3; the last one is repeated.");
        return [points[0], points[^1], points[^1]];
    }

    private static BitmapGeometry Bitmap(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("it has no object 'bitmap'.");
        string? data = null, mistyped = null;
        Utf8JsonReader origin = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.NameIs("data"u8)) data = reader.TakeText("data", ref mistyped);
            else if (reader.NameIs("origin"u8)) origin = reader.TakeMember();
            else reader.SkipMember();
        }

        if (data is null) throw new MalformedDataException("'bitmap' has no text 'data'.");
        if (data.Length == 0 || !Base64.IsValid(data)) throw new MalformedDataException("'data' of its bitmap is no base64.");
        if (origin.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'bitmap' has no list 'origin'.");
        return new(PointsReader.ReadPoint(ref origin), data);
    }

    private GraphGeometry Graph(Utf8JsonReader reader, GraphTemplate? template)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("it has no object 'nodes'.");
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = NodeId(ref reader, template);
            reader.Read();
            nodes[id] = Node(ref reader, id);
        }

        return nodes.Count > 0 ? new(nodes) : throw new MalformedDataException("a graph without nodes.");
    }

    private static string NodeId(ref Utf8JsonReader reader, GraphTemplate? template)
    {
        foreach (var node in template?.Nodes ?? [])
        {
            if (reader.ValueTextEquals(node.Id)) return node.Id;
        }

        var id = reader.GetString()!;
        return template is null ? id : throw new MalformedDataException($"its class has no node '{id}'.");
    }

    private GraphNode Node(ref Utf8JsonReader reader, string id)
    {
        Utf8JsonReader location = default;
        string? mistyped = null;
        var isDisabled = false;
        if (reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException($"node '{id}' has no list 'loc'.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.NameIs("loc"u8)) location = reader.TakeMember();
            else if (reader.NameIs("disabled"u8)) isDisabled = reader.TakeTruth("disabled", ref mistyped);
            else reader.SkipMember();
        }

        if (location.TokenType != JsonTokenType.StartArray) throw new MalformedDataException($"node '{id}' has no list 'loc'.");
        if (mistyped is not null) report.Doubtful($"'disabled' of node '{id}' is neither true nor false; it is read as false.");
        return new(PointsReader.ReadPoint(ref location), isDisabled);
    }

    private OtherGeometry Other(ref Utf8JsonReader reader, string shape)
    {
        if (!MetaReader.IsKnownShape(shape)) report.Doubtful($"An object has the shape '{shape}', which nobody knows; it is kept as it is.");
        var element = JsonElement.ParseValue(ref reader);
        return new(shape, System.Text.Encoding.UTF8.GetString(ProjectJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in element.EnumerateObject().Where(member => !CommonMembers.Contains(member.Name))) member.WriteTo(writer);
            writer.WriteEndObject();
        })));
    }
}
