using System.Globalization;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Reporting;

/// <summary>An evaluation in plain words.</summary>
/// <param name="Sentence">What is good, what the largest problem is, and where to look, in one sentence.</param>
/// <param name="Findings">The same in parts, each with a way into the gallery.</param>
internal sealed record Verdict(string Sentence, IReadOnlyList<Finding> Findings)
{
    public static Verdict Of(EvaluationResult result) => result.Semantic is { } semantic ? SemanticVerdict.Of(result, semantic) : ObjectVerdict.Of(result);
}

/// <summary>A part of a verdict.</summary>
/// <param name="Kind"><c>ok</c>, <c>bad</c> or <c>look</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What was found.</param>
/// <param name="Address">The selection of the gallery that shows it; null where none does.</param>
/// <param name="Action">The words of the way there.</param>
internal sealed record Finding(string Kind, string Title, string Text, string? Address = null, string? Action = null);

/// <summary>The words of figures.</summary>
internal static class Words
{
    public static string Percent(double share) => share.ToString("0.# %", CultureInfo.InvariantCulture);

    public static string Figure(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "undefined";

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string many) => number == 1 ? $"1 {one}" : $"{Count(number)} {many}";
}
