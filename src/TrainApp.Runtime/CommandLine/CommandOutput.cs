using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrainApp.Formats;
using TrainApp.Messages;
using TrainApp.Reports;

namespace TrainApp.CommandLine;

/// <summary>Where a verb says things: results on standard output, the rest on standard error; with <c>--json</c> one document.</summary>
internal sealed class CommandOutput
{
    /// <param name="json">Whether standard output holds one JSON document and nothing else.</param>
    public CommandOutput(bool json)
    {
        IsJson = json;
        // What code of the app prints in this process must not stand beside the document.
        if (json) Console.SetOut(Console.Error);
    }

    public bool IsJson { get; }

    /// <summary>A result: the document, or the lines that a person reads.</summary>
    public void Result<T>(T document, JsonTypeInfo<T> type, Func<IEnumerable<string>> lines)
    {
        if (IsJson)
        {
            Write(document, type);
            return;
        }

        foreach (var line in lines()) Console.Out.WriteLine(line);
    }

    /// <summary>Something that is neither result nor error.</summary>
    public static void Note(string line) => Message.Say(MessageLevel.Info, line);

    /// <summary>A mistake in the request.</summary>
    public void Error(string code, string message, string? hint = null) =>
        Problems([new Problem(code, Severity.Error, message, Hint: hint)]);

    /// <summary>Problems with their places; warnings never go to standard output.</summary>
    public void Problems(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems.Where(problem => !IsJson || problem.Severity == Severity.Warning))
            Message.Say(problem.Severity == Severity.Error ? MessageLevel.Error : MessageLevel.Warning, Line(problem));
        if (IsJson && ErrorReport.OfErrors(problems) is { } error) Write(new ErrorDocument(error), ReportJson.Sparse.ErrorDocument);
    }

    /// <summary>UTF-8 whatever the terminal's encoding is.</summary>
    private static void Write<T>(T document, JsonTypeInfo<T> type)
    {
        using var stream = Console.OpenStandardOutput();
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(document, type), (byte)'\n']);
    }

    private static string Line(Problem problem)
    {
        var place = (problem.File, problem.Place) switch
        {
            ({ } file, { } at) => FormattableString.Invariant($"{file}({at.Line},{at.Column}): "),
            ({ Length: > 0 } file, null) => $"{file}: ",
            _ => "",
        };
        var severity = problem.Severity == Severity.Error ? "error" : "warning";
        return $"{place}{severity} {problem.Id}: {problem.Message}{(problem.Hint is null ? "" : " " + problem.Hint)}";
    }
}
