using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Reads the tags of <c>meta.json</c>, in its present and in its older form.</summary>
internal static class TagMetaReader
{
    private static readonly string[] ValueTypes = ["none", "any_number", "any_string", "oneof_string", "date"];
    private static readonly string[] Applicable = ["all", "imagesOnly", "objectsOnly"];

    public static List<TagMeta> Read(JsonElement root, Func<string, string, string> readColor)
    {
        var ofImages = root.Member("tags_images");
        var ofObjects = root.Member("tags_objects");
        if (ofImages is null && ofObjects is null) return ReadList(root.Member("tags"), readColor);
        if (root.Member("tags") is not null)
            throw new MalformedDataException("It has 'tags' and also the older 'tags_images' or 'tags_objects'.");
        var merged = ReadList(ofImages, readColor);
        foreach (var tag in ReadList(ofObjects, readColor))
        {
            if (merged.Find(other => string.Equals(other.Name, tag.Name, StringComparison.Ordinal)) is not { } same) merged.Add(tag);
            else if (!string.Equals(same.ValueType, tag.ValueType, StringComparison.Ordinal) || !same.Values.SequenceEqual(tag.Values, StringComparer.Ordinal))
                throw new MalformedDataException($"The tag '{tag.Name}' of images and that of objects have different values.");
        }

        return merged;
    }

    private static List<TagMeta> ReadList(JsonElement? list, Func<string, string, string> readColor)
    {
        if (list is not { } given) return [];
        if (given.ValueKind != JsonValueKind.Array) throw new MalformedDataException("Its tags are no list.");
        var tags = new List<TagMeta>();
        foreach (var element in given.EnumerateArray())
        {
            var tag = element.ValueKind == JsonValueKind.String
                ? new TagMeta { Name = element.GetString()!, ValueType = "none" }
                : ReadTag(element, $"Tag {tags.Count + 1}", readColor);
            if (tags.Exists(other => string.Equals(other.Name, tag.Name, StringComparison.Ordinal)))
                throw new MalformedDataException($"There are two tags '{tag.Name}'.");
            tags.Add(tag);
        }

        return tags;
    }

    private static TagMeta ReadTag(JsonElement element, string place, Func<string, string, string> readColor)
    {
        var name = element.RequiredText("name", place);
        var owner = $"The tag '{name}'";
        var type = OneOf(element.RequiredText("value_type", owner), ValueTypes, owner, "value_type");
        var isOneOf = string.Equals(type, "oneof_string", StringComparison.Ordinal);
        if (!isOneOf && element.Member("values") is not null)
            throw new MalformedDataException($"{owner} has 'values', which only a 'oneof_string' has.");
        return new TagMeta
        {
            Name = name,
            ValueType = type,
            Values = isOneOf ? Texts(element.RequiredList("values", owner), owner) : [],
            Color = element.Text("color") is { } color ? readColor(color, owner) : "#808080",
            Id = element.Integer("id"),
            Hotkey = element.Text("hotkey") ?? "",
            ApplicableTo = OneOf(element.Text("applicable_type") ?? "all", Applicable, owner, "applicable_type"),
            Target = element.Text("target_type") ?? "all",
            Classes = element.Member("classes") is { ValueKind: JsonValueKind.Array } classes ? Texts(classes, owner) : [],
        };
    }

    private static List<string> Texts(JsonElement list, string owner) =>
    [
        .. list.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new MalformedDataException($"{owner} has a value that is no text.")),
    ];

    private static string OneOf(string value, string[] known, string owner, string member) => Array.IndexOf(known, value) >= 0
        ? value
        : throw new MalformedDataException($"{owner} has the {member} '{value}', expected one of {string.Join(", ", known)}.");
}
