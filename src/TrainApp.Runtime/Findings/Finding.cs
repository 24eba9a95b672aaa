namespace TrainApp.Findings;

/// <summary>What <c>check</c>, <c>doctor</c> and <c>health</c> say in JSON.</summary>
internal sealed record FindingsReport(bool Ok, IReadOnlyList<Finding> Findings)
{
    /// <summary>The report of findings: well when none of them is an error.</summary>
    public static FindingsReport Of(IReadOnlyList<Finding> findings) => new(!findings.Any(finding => finding.Severity == Finding.Error), findings);

    /// <summary>A line per finding, for people.</summary>
    public IEnumerable<string> Lines() => Findings.Select(finding => $"{finding.Severity,-8}{finding.Message}{(finding.Hint is null ? "" : " " + finding.Hint)}");
}

/// <summary>One finding; its severity is <c>error</c>, <c>warning</c> or <c>ok</c>.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">A word for what was looked at, or the id of a problem.</param>
/// <param name="Message">One sentence: what was found.</param>
/// <param name="Hint">What to do.</param>
/// <param name="Path">The file or folder.</param>
internal sealed record Finding(string Severity, string Code, string Message, string? Hint = null, string? Path = null)
{
    public const string Ok = "ok", Warning = "warning", Error = "error";
}
