using System.Text.Json.Nodes;

namespace TrainApp.Tests.Projects;

/// <summary>
/// Written files in a form that compares: what is absent and what says nothing are the same. Of bitmaps the pixels count,
/// not the packing; of polygons that were cut the region, not the corner that comes first.
/// </summary>
internal static class WrittenJson
{
    public static string Comparable(JsonNode annotation)
    {
        var root = annotation.DeepClone().AsObject();
        if (root["customBigData"] is JsonObject { Count: 0 }) root.Remove("customBigData");
        Tags(root);
        root["objects"] = new JsonArray([.. root["objects"]!.AsArray().Select(item => item!.DeepClone().AsObject()).Select(Object).OrderBy(Text, StringComparer.Ordinal)]);
        return Text(root);
    }

    private static JsonObject Object(JsonObject item)
    {
        foreach (var name in (string[])["nnCreated", "nnUpdated"])
        {
            if (item[name]?.GetValue<bool>() == false) item.Remove(name);
        }

        Tags(item);
        if (item["bitmap"] is JsonObject bitmap) item["bitmap"] = Pixels(bitmap);
        if (item["geometryType"]?.GetValue<string>() == "polygon") item["points"] = Region(item["points"]!);
        return item;
    }

    private static void Tags(JsonObject owner)
    {
        foreach (var tag in owner["tags"]!.AsArray().OfType<JsonObject>())
        {
            if (tag["value"] is JsonValue value && value.TryGetValue<double>(out var number)) tag["value"] = number;
        }
    }

    private static JsonNode Pixels(JsonObject bitmap)
    {
        var origin = bitmap["origin"]!.AsArray();
        var mask = MaskCodec.Decode(new(new(origin[0]!.GetValue<int>(), origin[1]!.GetValue<int>()), bitmap["data"]!.GetValue<string>()));
        return FormattableString.Invariant($"{mask.Left},{mask.Top} {mask.Width}×{mask.Height} ") + string.Concat(mask.Pixels.ToArray().Select(pixel => pixel == 0 ? '.' : '#'));
    }

    /// <summary>Rings whose first corner is the smallest and that all turn one way.</summary>
    private static JsonObject Region(JsonNode points) => new()
    {
        ["exterior"] = Turned(points["exterior"]!.AsArray()),
        ["interior"] = new JsonArray([.. points["interior"]!.AsArray().Select(ring => (JsonNode)Turned(ring!.AsArray()))]),
    };

    private static string Turned(JsonArray ring)
    {
        var corners = ring.Select(point => (X: point![0]!.GetValue<int>(), Y: point[1]!.GetValue<int>())).ToList();
        var twice = corners.Zip(corners.Skip(1).Append(corners[0])).Sum(pair => ((long)pair.First.X * pair.Second.Y) - ((long)pair.Second.X * pair.First.Y));
        if (twice < 0) corners.Reverse();
        var first = corners.IndexOf(corners.Min());
        return string.Join(' ', corners.Skip(first).Concat(corners.Take(first)));
    }

    /// <summary>Members by name, at every depth.</summary>
    private static string Text(JsonNode node) => Sorted(node)!.ToJsonString();

    public static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
