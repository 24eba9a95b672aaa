using System.CommandLine;
using System.Globalization;
using TrainApp.CommandLine;
using TrainApp.Formats;
using TrainApp.Projects;
using TrainApp.Vision.Conversion;

namespace TrainApp.Vision.Verbs;

/// <summary><c>convert</c>: a project in another format, or a project made of files in one.</summary>
internal sealed class ConvertVerb : IVerb
{
    private const string WrongWords = "command-line", WrongFile = "wrong-file";

    private readonly Option<string?> _project = ProjectOption.Create();
    private readonly Option<string?> _to = new("--to") { Description = $"The format to write: {Names(ConversionFormats.Exports.Select(item => item.Format))}.", HelpName = "FORMAT" };
    private readonly Option<string?> _from = new("--from") { Description = $"The format to read: {Names(ConversionFormats.Imports.Select(item => item.Format))}.", HelpName = "FORMAT" };
    private readonly Option<string?> _input = new("--input") { Description = "The folder to read, with --from.", HelpName = "DIR" };
    private readonly Option<string> _output = new("--output") { Description = "The folder to write; it is empty or not there.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _compatible = new("--reference-compat") { Description = "Write what the reference writes, its peculiarities included; with --to." };

    public ConvertVerb()
    {
        _to.AcceptOnlyFromAmong([.. ConversionFormats.Exports.Select(item => item.Format)]);
        _from.AcceptOnlyFromAmong([.. ConversionFormats.Imports.Select(item => item.Format)]);
    }

    public Command Build(AppCommands commands) => commands.Verb(
        "convert",
        "Writes a project in another format, or makes one of another format's files. Example: convert --project lemons --to coco --output lemons-coco",
        [_project, _to, _from, _input, _output, _compatible],
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var output = context.Output;
        if (WrongCombination(context.Parsed) is { } mistake)
        {
            output.Error(WrongWords, mistake, "See convert --help.");
            return ExitCodes.WrongRequest;
        }

        using var signals = new HostSignals(context.Time, cancellationToken);
        try
        {
            var report = context.Parsed.GetValue(_to) is { } to
                ? Export(context, to, Project.Open(await ProjectOption.LocateAsync(context, _project, signals.Token)), signals.Token)
                : Import(context, context.Parsed.GetValue(_from)!, signals.Token);
            output.Result(report, ConversionJson.Readable.ConversionReport, () => Lines(report));
            return ExitCodes.Done;
        }
        catch (ConversionException cause)
        {
            output.Problems([new Problem(WrongFile, Severity.Error, cause.Message, cause.Path, cause.Line is { } line ? new Place(0, 0, line, 1, line, 1) : null, cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (ProjectException cause)
        {
            output.Problems([new Problem(ProblemIds.ProjectUnusable, Severity.Error, cause.Message, cause.Path)]);
            return ExitCodes.WrongRequest;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            output.Error("not-written", $"The conversion failed, and nothing of it is left: {cause.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            output.Error("stopped", "The conversion was stopped; nothing of it is left.");
            return ExitCodes.Stopped;
        }
    }

    private ConversionReport Export(CommandContext context, string format, Project project, CancellationToken cancellationToken)
    {
        foreach (var problem in project.Problems.Where(problem => problem.IsError)) CommandOutput.Note($"{problem.Message} See 'health'.");
        return ConversionProgressView.Run(progress => ConversionFormats.Exports.Single(item => item.Format == format).Export(
            project, context.Parsed.GetValue(_output)!, context.Parsed.GetValue(_compatible), progress, cancellationToken));
    }

    private ConversionReport Import(CommandContext context, string format, CancellationToken cancellationToken) =>
        ConversionProgressView.Run(progress => ConversionFormats.Imports.Single(item => item.Format == format).Import(
            context.Parsed.GetValue(_input)!, context.Parsed.GetValue(_output)!, progress, cancellationToken));

    private string? WrongCombination(ParseResult parsed)
    {
        var isTo = parsed.GetValue(_to) is not null;
        if (isTo == parsed.GetValue(_from) is not null) return "Say --to FORMAT to write a project in another format, or --from FORMAT to make a project of files in one.";
        if (isTo && parsed.GetValue(_input) is not null) return "--input belongs to --from; with --to, --project names what is converted.";
        if (isTo) return null;
        if (string.IsNullOrWhiteSpace(parsed.GetValue(_input))) return "--from needs --input DIR, the folder to read.";
        if (parsed.GetValue(_project) is not null) return "--project belongs to --to; with --from, --output names the project that is made.";
        return parsed.GetValue(_compatible) ? "--reference-compat belongs to --to." : null;
    }

    private static IEnumerable<string> Lines(ConversionReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.Output}: {report.Images} images, {report.Objects} objects");
        foreach (var dropped in report.Dropped) yield return $"  {dropped}";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
