using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Writes the members of an object that describe its geometry.</summary>
internal static class GeometryWriter
{
    public static void Write(Utf8JsonWriter writer, Geometry geometry)
    {
        switch (geometry)
        {
            case RectangleGeometry box:
                WritePoints(writer, "rectangle", [new(box.Left, box.Top), new(box.Right, box.Bottom)]);
                break;
            case PolygonGeometry polygon:
                WritePoints(writer, "polygon", polygon.Exterior, polygon.Interior);
                break;
            case LineGeometry line:
                WritePoints(writer, "line", line.Points);
                break;
            case PointGeometry point:
                WritePoints(writer, "point", [point.Location]);
                break;
            case BitmapGeometry bitmap:
                WriteShape(writer, "bitmap");
                writer.WriteStartObject("bitmap");
                writer.WritePropertyName("origin");
                WritePoint(writer, bitmap.Origin);
                writer.WriteString("data", bitmap.Data);
                writer.WriteEndObject();
                break;
            case GraphGeometry graph:
                WriteGraph(writer, graph);
                break;
            case OtherGeometry other:
                WriteShape(writer, other.Shape);
                using (var members = JsonDocument.Parse(other.Json))
                {
                    foreach (var member in members.RootElement.EnumerateObject()) member.WriteTo(writer);
                }

                break;
            default:
                throw new ArgumentException($"There is no file format for a {geometry.GetType().Name}.", nameof(geometry));
        }
    }

    private static void WriteGraph(Utf8JsonWriter writer, GraphGeometry graph)
    {
        WriteShape(writer, "graph");
        writer.WriteStartObject("nodes");
        foreach (var (id, node) in graph.Nodes)
        {
            writer.WriteStartObject(id);
            writer.WritePropertyName("loc");
            WritePoint(writer, node.Location);
            if (node.Disabled) writer.WriteBoolean("disabled", value: true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter writer, string shape)
    {
        writer.WriteString("geometryType", shape);
        writer.WriteString("shape", shape);
    }

    private static void WritePoints(
        Utf8JsonWriter writer,
        string shape,
        IReadOnlyList<PixelPoint> exterior,
        IReadOnlyList<IReadOnlyList<PixelPoint>>? interior = null)
    {
        WriteShape(writer, shape);
        writer.WriteStartObject("points");
        writer.WritePropertyName("exterior");
        WriteRing(writer, exterior);
        writer.WriteStartArray("interior");
        foreach (var hole in interior ?? []) WriteRing(writer, hole);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRing(Utf8JsonWriter writer, IReadOnlyList<PixelPoint> points)
    {
        writer.WriteStartArray();
        foreach (var point in points) WritePoint(writer, point);
        writer.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter writer, PixelPoint point)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(point.X);
        writer.WriteNumberValue(point.Y);
        writer.WriteEndArray();
    }
}
