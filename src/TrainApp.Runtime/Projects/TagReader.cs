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

    /// <param name="reader">Stands at the list.</param>
    /// <param name="owner">What carries the tags: the title of a class, or "The image".</param>
    /// <param name="report">Takes the complaints.</param>
    public IReadOnlyList<Tag> Read(ref Utf8JsonReader reader, string owner, AnnotationReport report)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'tags' is no list.");
        List<Tag>? tags = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = JsonElement.ParseValue(ref reader);
            var name = element.ValueKind == JsonValueKind.String ? element.GetString() : element.Text("name");
            if (name is null)
            {
                report.Doubtful($"{owner} has a tag without a name; it is left out.");
                continue;
            }

            var tag = new Tag(_metas.GetValueOrDefault(name)?.Name ?? name, Value(element.Member("value"))) { Authorship = AuthorshipOf(element) };
            if (Complaint(tag, element.Member("value")) is { } complaint) report.Doubtful($"{owner} has the tag '{name}' {complaint}.");
            (tags ??= []).Add(tag);
        }

        return tags ?? (IReadOnlyList<Tag>)[];
    }

    private static Authorship? AuthorshipOf(JsonElement element)
    {
        var authorship = new Authorship(element.Text("labelerLogin"), element.Text("createdAt"), element.Text("updatedAt"));
        return authorship == Authorship.Unknown ? null : authorship;
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
