using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Data does not have the form that its format asks for; caught where the file is known.</summary>
internal sealed class MalformedDataException(string message) : Exception(message);

/// <summary>Members of JSON objects, read with sentences that say what was expected.</summary>
internal static class JsonFields
{
    /// <summary>The member, or null when it is absent or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The member's text, or null when it is absent or no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The member's whole number, or null when it is absent or none.</summary>
    public static long? Integer(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static string RequiredText(this JsonElement element, string name, string owner) => element.Text(name)
        ?? throw new MalformedDataException($"{owner} has no text '{name}'.");

    public static JsonElement RequiredObject(this JsonElement element, string name, string owner) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } value
            ? value
            : throw new MalformedDataException($"{owner} has no object '{name}'.");

    public static JsonElement RequiredList(this JsonElement element, string name, string owner) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value
            ? value
            : throw new MalformedDataException($"{owner} has no list '{name}'.");

    /// <summary>The parser's sentence without the place, which is told apart from it.</summary>
    public static string Sentence(this JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    public static int? LineFromOne(this JsonException exception) => exception.LineNumber is { } line ? (int)line + 1 : null;
}
