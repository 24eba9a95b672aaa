using System.Globalization;
using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>
/// Reads the tags of images and objects. A tag that does not fit its definition is kept and reported: no model is
/// trained on tags, so it is no reason to leave an image out.
/// </summary>
internal sealed class TagReader(IEnumerable<TagMeta> metas)
{
    private readonly Dictionary<string, TagMeta> _metas = metas.ToDictionary(item => item.Name, StringComparer.Ordinal);

    public List<Tag> Read(JsonElement list, string owner, AnnotationReport report)
    {
        if (list.ValueKind == JsonValueKind.Undefined) return [];
        if (list.ValueKind != JsonValueKind.Array) throw new MalformedDataException("'tags' is no list.");
        var tags = new List<Tag>();
        foreach (var element in list.EnumerateArray())
        {
            var name = element.ValueKind == JsonValueKind.String ? element.GetString() : element.Text("name");
            if (name is null)
            {
                report.Doubtful($"{owner} has a tag without a name; it is left out.");
                continue;
            }

            var tag = new Tag(name, Value(element.Member("value")));
            if (Complaint(tag, element.Member("value")) is { } complaint) report.Doubtful($"{owner} has the tag '{name}' {complaint}.");
            tags.Add(tag);
        }

        return tags;
    }

    private static object? Value(JsonElement? value) => value is not { } given ? null : given.ValueKind switch
    {
        JsonValueKind.String => given.GetString(),
        JsonValueKind.Number => given.GetDouble(),
        JsonValueKind.True => 1.0,
        JsonValueKind.False => 0.0,
        _ => null,
    };

    private string? Complaint(Tag tag, JsonElement? value)
    {
        if (!_metas.TryGetValue(tag.Name, out var meta)) return "which the project does not define";
        var isLegal = meta.ValueType switch
        {
            "none" => value is null,
            "any_number" => tag.Value is double,
            "any_string" => tag.Value is string,
            "oneof_string" => tag.Value is string text && meta.Values.Contains(text, StringComparer.Ordinal),
            "date" => tag.Value is string text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            _ => true,
        };
        return isLegal ? null : $"with the value {value?.GetRawText() ?? "null"}, which is none of type {meta.ValueType}";
    }
}
