using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>
/// Members of an object at which a reader stands: at the name before a call, at the end of the value after it. A member
/// that is <c>null</c> counts as absent.
/// </summary>
internal static class JsonMembers
{
    public static bool NameIs(this scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name);

    /// <summary>A reader at the value, to be read later; at no token when it is null.</summary>
    public static Utf8JsonReader TakeMember(this scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = reader;
        reader.Skip();
        return value.TokenType == JsonTokenType.Null ? default : value;
    }

    public static void SkipMember(this scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The text; null, and a note of the member's name, when the value is no text.</summary>
    public static string? TakeText(this scoped ref Utf8JsonReader reader, string name, ref string? mistyped)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan.IsEmpty ? "" : reader.GetString();
        reader.SkipMistyped(name, ref mistyped);
        return null;
    }

    /// <summary>The text, as the very string that is given where it says the same.</summary>
    public static string? TakeText(this scoped ref Utf8JsonReader reader, string? known, string name, ref string? mistyped)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return known is not null && reader.ValueTextEquals(known) ? known : reader.GetString();
        reader.SkipMistyped(name, ref mistyped);
        return null;
    }

    /// <summary>The whole number; null, and a note of the member's name, when the value is none.</summary>
    public static long? TakeInteger(this scoped ref Utf8JsonReader reader, string name, ref string? mistyped)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.SkipMistyped(name, ref mistyped);
        return null;
    }

    /// <summary>Whether the value is true; the member's name is noted when it is neither true nor false.</summary>
    public static bool TakeTruth(this scoped ref Utf8JsonReader reader, string name, ref string? mistyped)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.True) return true;
        if (reader.TokenType != JsonTokenType.False) reader.SkipMistyped(name, ref mistyped);
        return false;
    }

    private static void SkipMistyped(this scoped ref Utf8JsonReader reader, string name, ref string? mistyped)
    {
        if (reader.TokenType != JsonTokenType.Null) mistyped ??= name;
        reader.Skip();
    }
}
