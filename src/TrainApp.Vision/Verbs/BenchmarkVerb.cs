using System.CommandLine;
using System.Globalization;
using TrainApp.CommandLine;
using TrainApp.Formats;
using TrainApp.Projects;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Conversion;
using TrainApp.Vision.Reporting;

namespace TrainApp.Vision.Verbs;

/// <summary><c>benchmark</c>: all metrics of a project of predictions against one of the truth, and their report.</summary>
internal sealed class BenchmarkVerb : IVerb
{
    private const string WrongWords = "command-line", WrongFile = "wrong-file";
    private const string Auto = "auto";

    private readonly Option<string?> _truth = new("--truth") { Description = "The project that people annotated: a folder, or the number that the workspace gave to it.", HelpName = "P", Required = true };
    private readonly Option<string?> _predictions = new("--predictions") { Description = "The project of predictions of the same images: every object has a tag 'confidence'.", HelpName = "P", Required = true };
    private readonly Option<string?> _task = new("--task") { Description = $"{string.Join(", ", BenchmarkTasks.All)} (else the one that the classes' shapes are made for; semantic segmentation has to be said).", HelpName = "TASK" };
    private readonly Option<string> _iou = new("--iou") { Description = "IoU from which an object is found: 0.5, 0.55 … 0.95.", HelpName = "T", DefaultValueFactory = _ => "0.5" };
    private readonly Option<string[]> _classIou = new("--iou-class") { Description = "Another IoU for one class; may be repeated.", HelpName = "NAME=T" };
    private readonly Option<string> _confidence = new("--confidence") { Description = "Confidence from which predictions count, or auto: the one with the best F1.", HelpName = "C", DefaultValueFactory = _ => Auto };
    private readonly Option<int> _maxDetections = new("--max-detections") { Description = "Predictions per image and class that count; as in the reference a limit below 10 acts as 10.", HelpName = "N", DefaultValueFactory = _ => 100 };
    private readonly Option<string?> _output = new("--output") { Description = "The report's folder: a new one, an empty one, or a report, which is replaced (else one in the workspace).", HelpName = "DIR" };

    public BenchmarkVerb() => _task.AcceptOnlyFromAmong([.. BenchmarkTasks.All]);

    public Command Build(AppCommands commands) => commands.Verb(
        "benchmark",
        "Compares predictions with the truth and writes a report. Example: benchmark --truth lemons --predictions lemons-predicted --iou-class lemon=0.75",
        [_truth, _predictions, _task, _iou, _classIou, _confidence, _maxDetections, _output],
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var output = context.Output;
        using var signals = new HostSignals(context.Time, cancellationToken);
        try
        {
            var settings = ReadSettings(context.Parsed);
            var truth = Project.Open(await ProjectOption.LocateAsync(context, _truth, signals.Token));
            var predictions = Project.Open(await ProjectOption.LocateAsync(context, _predictions, signals.Token));
            var directory = ReportPlace.Choose(context.Parsed.GetValue(_output), context.Workspace.Root, predictions.Name);
            OutputPlace.RequireOutside(truth, directory);
            OutputPlace.RequireOutside(predictions, directory);
            var result = await ProjectBenchmark.EvaluateAsync(truth, predictions, settings, context.Parsed.GetValue(_task), signals.Token);
            var about = new ReportContext { Title = predictions.Name, Subtitle = $"{predictions.Name} against {truth.Name}" };
            var report = BenchmarkReport.Of(result, ReportWriter.Write(result, directory, about, signals.Token));
            output.Result(report, BenchmarkJson.Readable.BenchmarkReport, () => BenchmarkText.Lines(report));
            return ExitCodes.Done;
        }
        catch (BenchmarkException cause)
        {
            output.Problems([new Problem(cause.File is null ? WrongWords : WrongFile, Severity.Error, cause.Message, cause.File, Hint: cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (ConversionException cause)
        {
            output.Problems([new Problem(WrongWords, Severity.Error, cause.Message, cause.Path, Hint: cause.Hint)]);
            return ExitCodes.WrongRequest;
        }
        catch (ProjectException cause)
        {
            output.Problems([new Problem(ProblemIds.ProjectUnusable, Severity.Error, cause.Message, cause.Path)]);
            return ExitCodes.WrongRequest;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            output.Error("not-written", $"The report cannot be written: {cause.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            output.Error("stopped", "The evaluation was stopped; no report was written.");
            return ExitCodes.Stopped;
        }
    }

    private BenchmarkSettings ReadSettings(ParseResult parsed)
    {
        var ofClasses = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(_classIou) ?? [])
        {
            // A name may hold the sign.
            var end = text.LastIndexOf('=');
            if (end <= 0) throw Wrong($"--iou-class: expected NAME=T, found '{text}'.");
            if (!ofClasses.TryAdd(text[..end], Number("--iou-class", text[(end + 1)..]))) throw Wrong($"--iou-class: '{text[..end]}' is there twice.");
        }

        var confidence = parsed.GetValue(_confidence)!;
        return new BenchmarkSettings
        {
            Iou = Number("--iou", parsed.GetValue(_iou)!),
            ClassIou = ofClasses,
            Confidence = confidence.Equals(Auto, StringComparison.OrdinalIgnoreCase) ? null : Number("--confidence", confidence),
            MaxDetections = parsed.GetValue(_maxDetections),
        };
    }

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong($"{option}: expected a number, found '{text}'.");

    private static BenchmarkException Wrong(string message) => new(message, hint: "See benchmark --help.");
}
