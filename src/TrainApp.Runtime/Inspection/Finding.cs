using System.Text.Json.Serialization;

namespace TrainApp.Inspection;

/// <summary>Something that a check found.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c>, <c>info</c>, or <c>ok</c> for what is as it should be.</param>
/// <param name="Code">The diagnostic's id, or a word for the part of the machine.</param>
/// <param name="Message">One sentence: what was found.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Line">Line in the file, from 1.</param>
internal sealed record Finding(string Severity, string Code, string Message, string? Hint = null, string? Path = null, int? Line = null)
{
    [JsonIgnore]
    public bool IsError => string.Equals(Severity, "error", StringComparison.Ordinal);
}
