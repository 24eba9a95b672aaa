using System.Text.Json.Serialization;

namespace TrainApp.Findings;

/// <summary>Something that a check found.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c>, <c>info</c>, or <c>ok</c> for what is as it should be.</param>
/// <param name="Code">The diagnostic's id, or a word for the part that was looked at.</param>
/// <param name="Message">One sentence: what was found.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
internal sealed record Finding(string Severity, string Code, string Message, string? Hint = null, string? Path = null, int? Line = null, int? Column = null)
{
    public const string Ok = "ok", Warning = "warning", Error = "error";

    [JsonIgnore]
    public bool IsError => string.Equals(Severity, Error, StringComparison.Ordinal);
}

/// <summary>What <c>check</c>, <c>doctor</c> and <c>health</c> say in JSON.</summary>
internal sealed record FindingsReport(bool Ok, IReadOnlyList<Finding> Findings);
