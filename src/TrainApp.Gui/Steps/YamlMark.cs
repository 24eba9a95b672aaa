using TrainApp.Formats;
using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Steps;

/// <summary>A mark under a piece of YAML; lines and columns count from 1.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Column">Where it begins.</param>
/// <param name="EndLine">Where it ends.</param>
/// <param name="EndColumn">Where it ends.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Message">What is said of it.</param>
public sealed record YamlMark(int Line, int Column, int EndLine, int EndColumn, string Severity, string Message)
{
    private const int Most = 500;

    /// <summary>The marks of a form.</summary>
    internal static IReadOnlyList<YamlMark> Of(HyperparameterForm form) =>
    [
        .. form.Problems.Where(problem => problem.Place is not null).Take(Most)
            .Select(problem => At(problem.Place!.Value, problem.Severity == Formats.Severity.Error ? "error" : "warning", $"{problem.Message} {problem.Hint}".Trim())),
        .. form.Extra.Take(Most).Select(extra => At(extra.Place, "info", $"'{extra.Path}' is not read by this app; it reaches your code as an extra variable.")),
    ];

    private static YamlMark At(Place place, string severity, string message) => new(place.Line, place.Column, place.EndLine, place.EndColumn, severity, message);
}
