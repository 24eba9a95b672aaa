using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrainApp.Generators.Tests;

/// <summary>Changes what a JSON file says: names, nesting, types.</summary>
internal static class JsonMutator
{
    private static readonly string[] s_names =
        ["meta", "model_name", "task_type", "model_files", "checkpoint", "config", "arch_type", "Model", "Name", "Files", "Columns", "AP_val", "ap_val", "apVal", "Equals", "clone", "ModelEntry", "All", "Names", "1st", "", "模型", "😀", "<x>", "Item"];

    private static readonly string[] s_values =
        ["1", "-1", "0.5", "1e5", "123456789012345678901", "1e400", "true", "null", "\"\"", "\" \"", "\"text\"", "\"RT-DETRv2-S\"", "\"rt-detrv2-m\"", "\"All\"", "\"\\u0000\\n\\\"\"", "[]", "{}", "[1]", "{\"checkpoint\": null}", "[[[1]]]", "\"\\ud800\""];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static string Mutate(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            List<JsonNode> containers = [.. Containers(root)];
            switch (containers[random.Next(containers.Count)])
            {
                case JsonArray array: Change(array, random); break;
                case JsonObject member: Change(member, random); break;
            }
        }

        var written = root.ToJsonString(random.Next(2) == 0 ? s_indented : null);
        return random.Next(4) switch
        {
            // What a tree of nodes cannot hold: names that appear twice, numbers and texts that no parser accepts.
            0 => ReplaceOne(written, $"\"{Pick(s_names)}\":", $"\"{Pick(s_names)}\":"),
            1 => ReplaceOne(written, Pick(["null", "true", "48.1", "\"COCO\""]), Pick(s_values)),
            _ => written,
        };

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private static void Change(JsonArray array, Random random)
    {
        switch (random.Next(4))
        {
            case 0 when array.Count > 0: array.RemoveAt(random.Next(array.Count)); break;
            case 1 when array.Count > 0: array.Add(array[random.Next(array.Count)]?.DeepClone()); break;
            default: array.Insert(random.Next(array.Count + 1), Value(random)); break;
        }
    }

    private static void Change(JsonObject members, Random random)
    {
        if (members.Count == 0)
        {
            members[s_names[random.Next(s_names.Length)]] = Value(random);
            return;
        }

        var (name, value) = members.ElementAt(random.Next(members.Count));
        switch (random.Next(5))
        {
            case 0: members.Remove(name); break;
            case 1: members[name] = Value(random); break;
            case 2:
                members.Remove(name);
                members[s_names[random.Next(s_names.Length)]] = value;
                break;
            case 3:
                members.Remove(name);
                members[name] = new JsonObject { [s_names[random.Next(s_names.Length)]] = value };
                break;
            default: members[s_names[random.Next(s_names.Length)]] = Value(random); break;
        }
    }

    private static JsonNode? Value(Random random)
    {
        var text = s_values[random.Next(s_values.Length)];
        return text.Contains("ud800", StringComparison.Ordinal) ? JsonValue.Create("text") : JsonNode.Parse(text);
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? node)
    {
        if (node is not (JsonArray or JsonObject)) yield break;
        yield return node;
        var inner = node is JsonArray array ? array.AsEnumerable() : ((JsonObject)node).Select(member => member.Value);
        foreach (var container in inner.SelectMany(Containers)) yield return container;
    }

    private static string ReplaceOne(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + old.Length));
    }
}
