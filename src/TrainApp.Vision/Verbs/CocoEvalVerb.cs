using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TrainApp.CommandLine;
using TrainApp.Formats;

namespace TrainApp.Vision.Verbs;

/// <summary><c>coco-eval</c>: COCO evaluation of two files.</summary>
internal sealed class CocoEvalVerb : IVerb
{
    private readonly Option<string> _annotations = new("--annotations") { Description = "COCO annotation file: the ground truth.", HelpName = "F", Required = true };
    private readonly Option<string> _results = new("--results") { Description = "COCO result file: a list of detections.", HelpName = "F", Required = true };

    private readonly Option<string> _iou = new("--iou")
    {
        Description = "What is compared: bbox, segm or keypoints.",
        HelpName = "KIND",
        DefaultValueFactory = _ => "bbox",
    };

    private readonly Option<bool> _allClassesAreOne = new("--class-agnostic") { Description = "A detection may match an object of any class." };

    private readonly Option<string?> _sigmas = new("--sigmas")
    {
        Description = "With keypoints: one number for each, separated by commas (else those of COCO's 17).",
        HelpName = "S,…",
    };

    public CocoEvalVerb() => _iou.AcceptOnlyFromAmong("bbox", "segm", "keypoints");

    public Command Build(AppCommands commands) => commands.Verb(
        "coco-eval",
        "Evaluates detections as COCO does, figure for figure as pycocotools. Example: coco-eval --annotations instances_val.json --results detections.json --iou segm",
        [_annotations, _results, _iou, _allClassesAreOne, _sigmas],
        (context, _) => Task.FromResult(Run(context)));

    private int Run(CommandContext context)
    {
        var similarity = context.Parsed.GetValue(_iou) switch
        {
            "segm" => CocoSimilarity.Masks,
            "keypoints" => CocoSimilarity.Keypoints,
            _ => CocoSimilarity.Boxes,
        };
        var settings = CocoEvaluationSettings.For(similarity) with { PerCategory = !context.Parsed.GetValue(_allClassesAreOne) };
        try
        {
            if (context.Parsed.GetValue(_sigmas) is { } text) settings = settings with { Sigmas = ReadSigmas(text) };
            Evaluate(context, settings);
            return ExitCodes.Done;
        }
        catch (VerbRefusal refusal)
        {
            context.Output.Problems([refusal.Problem]);
            return ExitCodes.WrongRequest;
        }
    }

    private void Evaluate(CommandContext context, CocoEvaluationSettings settings)
    {
        var (annotations, results) = (context.Parsed.GetValue(_annotations)!, context.Parsed.GetValue(_results)!);
        var start = Stopwatch.GetTimestamp();
        var (truth, detections) = Read(annotations, results, settings.Similarity);
        var reading = Stopwatch.GetElapsedTime(start);
        CheckKeypoints(truth, annotations, settings);
        start = Stopwatch.GetTimestamp();
        var result = CocoEvaluator.Evaluate(truth, detections, settings);
        var figures = CocoSummary.Of(result);
        var report = CocoEvalReport.Of(figures, result, truth.Categories, Stopwatch.GetElapsedTime(start), reading);
        context.Output.Result(report, CocoEvalJson.Readable.CocoEvalReport, () => CocoEvalText.Lines(report, figures, settings));
    }

    private static (CocoGroundTruth Truth, CocoDetections Detections) Read(string annotations, string results, CocoSimilarity similarity)
    {
        foreach (var path in (string[])[annotations, results])
        {
            if (!File.Exists(path))
                throw new VerbRefusal(new Problem("not-found", Severity.Error, Directory.Exists(path) ? $"'{path}' is a folder, not a file." : $"There is no file '{path}'.", path));
        }

        try
        {
            return CocoEvaluationFiles.Read(annotations, results, similarity);
        }
        catch (CocoFileException cause)
        {
            Place? place = cause is { Line: { } line, Column: { } column } ? new Place(0, 0, line, column, line, column) : null;
            throw new VerbRefusal(new Problem("wrong-file", Severity.Error, cause.Message, cause.Path, place));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusal(new Problem("wrong-file", Severity.Error, $"A file cannot be read: {cause.Message}"));
        }
    }

    private static void CheckKeypoints(CocoGroundTruth truth, string path, CocoEvaluationSettings settings)
    {
        if (settings.Similarity != CocoSimilarity.Keypoints || truth.Count == 0) return;
        var points = truth.Keypoints.Length / 3 / truth.Count;
        if (truth.Keypoints.Length == 3 * settings.Sigmas.Length * truth.Count) return;
        throw new VerbRefusal(new Problem(
            "wrong-file",
            Severity.Error,
            string.Create(CultureInfo.InvariantCulture, $"The annotations have {points} keypoints each, but there are {settings.Sigmas.Length} sigmas."),
            path,
            Hint: "Give one for each keypoint with --sigmas."));
    }

    private static double[] ReadSigmas(string text)
    {
        var sigmas = Array.ConvertAll(
            text.Split(','),
            part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var sigma) ? sigma : double.NaN);
        return sigmas.All(sigma => sigma > 0 && double.IsFinite(sigma))
            ? sigmas
            : throw new VerbRefusal(new Problem("command-line", Severity.Error, $"--sigmas: expected positive numbers separated by commas, found '{text}'.", Hint: "See coco-eval --help."));
    }

    private sealed class VerbRefusal(Problem problem) : Exception(problem.Message)
    {
        public Problem Problem { get; } = problem;
    }
}
