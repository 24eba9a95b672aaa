using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Writes <c>meta.json</c>.</summary>
internal static class MetaWriter
{
    public static byte[] Write(ProjectMeta meta) => ProjectJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("classes");
        foreach (var item in meta.Classes) WriteClass(writer, item);
        writer.WriteEndArray();
        writer.WriteStartArray("tags");
        foreach (var item in meta.Tags) WriteTag(writer, item);
        writer.WriteEndArray();
        writer.WriteString("projectType", "images");
        if (meta.Settings is { } settings)
        {
            writer.WritePropertyName("projectSettings");
            writer.WriteRawValue(settings);
        }

        writer.WriteEndObject();
    });

    private static void WriteClass(Utf8JsonWriter writer, ObjectClass item)
    {
        writer.WriteStartObject();
        writer.WriteString("title", item.Name);
        writer.WriteString("description", item.Description);
        writer.WriteString("shape", item.Shape);
        writer.WriteString("color", item.Color);
        writer.WriteStartObject("geometry_config");
        if (item.Graph is { } graph) WriteGraph(writer, graph);
        writer.WriteEndObject();
        if (item.Id is { } id) writer.WriteNumber("id", id);
        writer.WriteString("hotkey", item.Hotkey);
        writer.WriteEndObject();
    }

    private static void WriteGraph(Utf8JsonWriter writer, GraphTemplate graph)
    {
        writer.WriteStartObject("nodes");
        foreach (var node in graph.Nodes)
        {
            writer.WriteStartObject(node.Id);
            writer.WriteString("label", node.Label);
            writer.WriteStartArray("loc");
            writer.WriteNumberValue(node.X);
            writer.WriteNumberValue(node.Y);
            writer.WriteEndArray();
            if (node.Color is { } color) writer.WriteString("color", color);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            writer.WriteStartObject();
            writer.WriteString("src", edge.Source);
            writer.WriteString("dst", edge.Destination);
            if (edge.Color is { } color) writer.WriteString("color", color);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTag(Utf8JsonWriter writer, TagMeta item)
    {
        writer.WriteStartObject();
        writer.WriteString("name", item.Name);
        writer.WriteString("value_type", item.ValueType);
        writer.WriteString("color", item.Color);
        if (string.Equals(item.ValueType, "oneof_string", StringComparison.Ordinal)) writer.WriteTexts("values", item.Values);
        if (item.Id is { } id) writer.WriteNumber("id", id);
        writer.WriteString("hotkey", item.Hotkey);
        writer.WriteString("applicable_type", item.ApplicableTo);
        writer.WriteTexts("classes", item.Classes);
        writer.WriteString("target_type", item.Target);
        writer.WriteEndObject();
    }
}
