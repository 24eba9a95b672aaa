using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;

namespace TrainApp.Generators.Diagnostics;

/// <summary>Makes compiler diagnostics of problems; the kinds of problems are the one list of ids and titles.</summary>
internal static class ProblemDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> s_all = ProblemKinds.All.ToDictionary(
        static kind => kind.Id,
        static kind => kind.Severity == Severity.Error ? Rule.Error(kind.Id, kind.Title, "{0}") : Rule.Warning(kind.Id, kind.Title, "{0}"),
        StringComparer.Ordinal);

    /// <summary>Every descriptor.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => s_all.Values;

    /// <summary>A diagnostic at a place of a file; without a file it stands nowhere.</summary>
    public static Diagnostic ToDiagnostic(Problem problem, string? file, Place? place)
    {
        var message = problem.Hint is null ? problem.Message : $"{problem.Message} {problem.Hint}";
        return Diagnostic.Create(s_all[problem.Id], file is null ? Location.None : Locate(file, place ?? new Place(0, 0, 1, 1, 1, 1)), message);
    }

    /// <summary>A place in a file that is no C#.</summary>
    public static Location Locate(string file, Place place) => Location.Create(
        file,
        new TextSpan(place.Start, place.Length),
        new LinePositionSpan(new LinePosition(place.Line - 1, place.Column - 1), new LinePosition(place.EndLine - 1, place.EndColumn - 1)));
}
