using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Preparation;

namespace TrainApp.Tests.Inspection;

/// <summary>One damage to one file.</summary>
/// <param name="What">What was done.</param>
/// <param name="Content">The file afterwards; null when it is gone.</param>
/// <param name="IsOfPixels">Whether it may have met packed pixels or metadata of a JPEG alone.</param>
internal sealed record Damage(string What, byte[]? Content, bool IsOfPixels = false)
{
    private static readonly string[] Values = ["null", "true", "5", "\"text\"", "[]", "{}", "[[1]]", "{\"a\": 1}"];

    /// <summary>Members that hold no data: nothing reads them, or any value of their type is as good as another.</summary>
    private static readonly HashSet<string> Free = new(
        ["id", "classId", "description", "geometryType", "labelerLogin", "createdAt", "updatedAt", "color"], StringComparer.Ordinal);

    /// <summary>Members whose absence, or <c>null</c>, is legal.</summary>
    private static readonly HashSet<string> Optional = new(["height", "width", "projectType", "tags"], StringComparer.Ordinal);

    public static Damage Make(GivenCopy project, string name, byte[] sound, ref SeededSequence random)
    {
        var isJson = name.EndsWith(".json", StringComparison.Ordinal);
        var at = random.Below(sound.Length);
        switch (random.Below(8))
        {
            case 0:
                return new(string.Create(CultureInfo.InvariantCulture, $"cut to {at} bytes"), sound[..at]);
            case 1:
                return new("emptied", []);
            case 2:
                return new("deleted", null);
            case 3:
                return new("overwritten with zeros", new byte[sound.Length]);
            case 4:
                var other = project.Files[random.Below(project.Files.Count)];
                return other == name ? new("replaced by text", "hello"u8.ToArray()) : new($"replaced by {other}", project.Read(other));
            case 5 when isJson:
                return Swap(sound, ref random);
            case 5:
                // Signature, or the size in the frame header, or the end.
                var frame = sound.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0, 0x00, 0x11, 0x08]);
                int[] places = [0, 1, frame + 5, frame + 6, frame + 7, frame + 8, sound.Length - 1, sound.Length - 2];
                return Flip(sound, places[random.Below(places.Length)], ref random);
            default:
                return Flip(sound, at, ref random) with { IsOfPixels = !isJson };
        }
    }

    /// <summary>Null when something must tell the file from a sound one.</summary>
    public string? WhyUndetectable(byte[] sound)
    {
        if (IsOfPixels) return "packed pixels and notes of a camera decode to others; only the app's decoder sees more";
        if (Content is null || !TryParse(sound, out var before) || !TryParse(Content, out var after)) return null;
        return Differences(before, after, member: "").All(isLegal => isLegal) ? "the values are legal, if not the old ones" : null;
    }

    private static Damage Flip(byte[] sound, int at, ref SeededSequence random)
    {
        var content = (byte[])sound.Clone();
        content[at] ^= (byte)(1 << random.Below(8));
        return new(string.Create(CultureInfo.InvariantCulture, $"byte {at} is {content[at]:X2}, was {sound[at]:X2}"), content);
    }

    /// <summary>Gives one value, at any depth, another type.</summary>
    private static Damage Swap(byte[] sound, ref SeededSequence random)
    {
        var root = JsonNode.Parse(sound)!;
        var all = new List<JsonNode>();
        Collect(root, all);
        while (true)
        {
            var node = all[random.Below(all.Count)];
            var value = Values[random.Below(Values.Length)];
            if (JsonNode.Parse(value)?.GetValueKind() == node.GetValueKind()) continue;
            var path = node.GetPath();
            if (node.Parent is null) return new($"{path} is {value}", System.Text.Encoding.UTF8.GetBytes(value));
            node.ReplaceWith(JsonNode.Parse(value));
            return new($"{path} is {value}", JsonSerializer.SerializeToUtf8Bytes(root));
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> all)
    {
        all.Add(node);
        var children = node switch
        {
            JsonObject item => item.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>().ToList()) Collect(child, all);
    }

    private static bool TryParse(byte[] content, out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(content);
            return true;
        }
        catch (JsonException)
        {
            node = null;
            return false;
        }
    }

    /// <summary>For each difference of two documents, whether the new value is a legal one.</summary>
    private static IEnumerable<bool> Differences(JsonNode? before, JsonNode? after, string member)
    {
        if (JsonNode.DeepEquals(before, after)) return [];
        if (Free.Contains(member) && (after is null || before?.GetValueKind() == after.GetValueKind())) return [true];
        if (after is null && Optional.Contains(member)) return [true];
        return (before, after) switch
        {
            (JsonObject old, JsonObject now) => old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key), StringComparer.Ordinal).SelectMany(name => OfMember(old, now, name)),
            (JsonArray old, JsonArray now) when old.Count == now.Count => old.Zip(now).SelectMany(pair => Differences(pair.First, pair.Second, member)),
            // Another place of a mask is a place.
            (JsonValue old, JsonValue now) when member == "origin" => [old.GetValueKind() == now.GetValueKind()],
            _ => [false],
        };
    }

    private static IEnumerable<bool> OfMember(JsonObject old, JsonObject now, string name)
    {
        if (!now.ContainsKey(name)) return [Free.Contains(name) || Optional.Contains(name)];
        // What nobody knows is no mistake.
        return old.ContainsKey(name) ? Differences(old[name], now[name], name) : [true];
    }
}
