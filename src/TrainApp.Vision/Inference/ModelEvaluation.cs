using System.Globalization;
using System.Text.Json;
using TrainApp.Control;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Files;
using TrainApp.Vision.Inference;
using TrainApp.Vision.Reporting;

namespace TrainApp;

/// <summary>
/// Predicts annotated images with a trained model and compares what it finds with what is there. Generated code hands it to the
/// host, with the app's class that is marked <see cref="InferenceAttribute"/>.
/// </summary>
public static class ModelEvaluation
{
    /// <summary>Detections that are less likely say nothing about the curve of precision and recall.</summary>
    private const double LeastConfidence = 0.05;

    private static readonly string[] s_confidences = ["conf", "confidence", "confidence_threshold", "confidence_thresh"];

    /// <summary>Evaluates a model and writes figures, predictions, truth and report into the request's folder.</summary>
    /// <param name="load">Loads the model.</param>
    /// <param name="settings">The model's settings as its file has them; the first of <c>conf</c>, <c>confidence</c>, <c>confidence_threshold</c>, <c>confidence_thresh</c> is set to 0.05. Null without a file: then it is <c>confidence</c>.</param>
    /// <param name="openOnnx">Opens an ONNX file; null when the app does not refer to TrainApp.Onnx.</param>
    /// <param name="request">What is evaluated.</param>
    /// <param name="stop">Ends it between two batches.</param>
    public static async Task<EvaluationOutcome> RunAsync(
        Func<InferenceContext, InferenceModel> load,
        IReadOnlyDictionary<string, object?>? settings,
        Func<string, IForward>? openOnnx,
        EvaluationRequest request,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(request);
        PredictionScoring.Require(request.TaskType);
        if (request.Images.Count == 0) throw new RefusedException(Refusal.WrongRequest, "no-images", "There are no images to evaluate the model on.");
        using var onnx = request.OnnxFile is { } file ? OnnxModel.Open(openOnnx, file) : null;
        var classes = request.Classes.Count > 0 ? request.Classes : OnnxModel.ClassesOf(onnx, request.OnnxFile);
        // Told before hours of predicting, not after.
        if (classes.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            throw new RefusedException(Refusal.WrongRequest, "wrong-classes", $"The model's class '{twice}' is there twice; each index has a class of its own.");
        using var model = Load(load, request, onnx, classes, settings);

        var masks = request.TaskType != BenchmarkTasks.ObjectDetection;
        var predicted = await DatasetPrediction.RunAsync(model, request.Images, masks, request.Predicted, stop);
        var objects = await Task.Run(() => PredictedObjects.Of(predicted, classes, masks), stop);
        if (objects.OtherShapes > 0) Message.Say(MessageLevel.Info, NoteOf(objects.OtherShapes, masks));
        var result = await Task.Run(() => PredictionScoring.Score(request.TaskType, objects, classes, stop), stop);
        var speed = request.MeasuresSpeed ? await Task.Run(() => SpeedTest.Run(model, Decode(request.Images), stop), stop) : [];
        Directory.CreateDirectory(request.Directory);
        EvaluationFiles.Write(result, request.Directory);
        if (request.WritesReport)
            await Task.Run(() => ReportWriter.Write(result, Path.Combine(request.Directory, EvaluationOutcome.ReportFolder), ContextOf(request, classes, speed), stop), stop);
        WriteDocument(request, result, speed);
        return new EvaluationOutcome { Metrics = result.Metrics, PrimaryMetric = PredictionScoring.PrimaryMetricOf(request.TaskType), Images = predicted.Count };
    }

    private static string NoteOf(int others, bool masks) => string.Create(
        CultureInfo.InvariantCulture,
        $"{others} objects of the truth are no {(masks ? "masks or polygons and are left out" : "rectangles; the boxes around them are compared. The verb benchmark leaves such objects out")}.");

    private static InferenceModel Load(
        Func<InferenceContext, InferenceModel> load, EvaluationRequest request, IForward? onnx, IReadOnlyList<string> classes, IReadOnlyDictionary<string, object?>? settings)
    {
        var context = new InferenceContext
        {
            CheckpointPath = request.CheckpointPath ?? "",
            ModelFiles = request.ModelFiles,
            Classes = classes,
            Device = request.Device,
            ForwardBy = onnx,
            Settings = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [s_confidences.FirstOrDefault(name => settings?.ContainsKey(name) == true) ?? "confidence"] = LeastConfidence,
            },
        };
        try
        {
            return load(context);
        }
        catch (Exception e) when (e is not (OperationCanceledException or RefusedException))
        {
            // Where it went wrong in the app's code.
            Message.Say(MessageLevel.Debug, e.ToString());
            if (request.CheckpointPath is { } checkpoint)
                throw new RefusedException(Refusal.WrongRequest, [new Problem("wrong-file", Severity.Error, $"The app's [Inference] class cannot load '{checkpoint}': {e.Message}", checkpoint, Hint: "LOG_LEVEL=debug shows where it failed.")]);
            throw new RefusedException(
                Refusal.WrongRequest,
                "wrong-file",
                $"The app's [Inference] class cannot use '{request.OnnxFile}' alone: {e.Message}",
                "It has to know how images are prepared and outputs read without a checkpoint; else evaluate the file where its run has published it, or the run.");
        }
    }

    private static IReadOnlyList<ImageFrame> Decode(IReadOnlyList<ImageItem> images) =>
        [.. images.Take(SpeedTest.Images).Select(image => ImageFrame.Load(image.ImagePath))];

    private static ReportContext ContextOf(EvaluationRequest request, IReadOnlyList<string> classes, IReadOnlyList<BatchSpeed> speed)
    {
        const double milliseconds = 1000;
        var model = request.Model;
        List<KeyValuePair<string, string>> facts = [new("Project", model.Project), new("Model", model.ModelName), new("Framework", model.Framework)];
        if (model.Run is { } run) facts.Add(new("Run", run.ToString(CultureInfo.InvariantCulture)));
        facts.Add(new("Evaluated file", Path.GetFileName(request.OnnxFile ?? request.CheckpointPath ?? "")));
        return new ReportContext
        {
            Title = model.Title,
            Subtitle = $"{model.ModelName} on {model.Project}",
            Facts = facts,
            TrainImages = [.. request.TrainImages.Where(image => image.HasImage).Select(image => new ImageFile(image.ToString(), image.ImagePath))],
            TrainObjects = request.TrainImages.Count == 0 ? null : CountObjects(request.TrainImages, classes),
            Speed = [.. speed.Select(item => new SpeedFigure(item.Batch, item.Median * milliseconds, item.P95 * milliseconds))],
            SpeedNote = speed.Count == 0 ? null : $"Measured on {(request.OnnxFile is null ? request.Device : "the CPU, in ONNX Runtime")}, with images that are decoded already.",
        };
    }

    private static int[] CountObjects(IReadOnlyList<ImageItem> images, IReadOnlyList<string> classes)
    {
        var counts = new int[classes.Count];
        var indexes = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        foreach (var label in images.SelectMany(image => image.ReadAnnotation().Labels))
        {
            if (indexes.TryGetValue(label.ClassName, out var kind)) counts[kind]++;
        }

        return counts;
    }

    private static void WriteDocument(EvaluationRequest request, EvaluationResult result, IReadOnlyList<BatchSpeed> speed)
    {
        var document = new EvaluationDocument
        {
            Task = result.TaskType,
            Images = result.Images.Count,
            Confidence = result.Confidence,
            Metrics = result.Metrics,
            PerClass = result.PerClass,
            Report = request.WritesReport ? $"{EvaluationOutcome.ReportFolder}/{ReportWriter.PageFile}" : null,
            Predictions = EvaluationFiles.Predictions,
            Truth = EvaluationFiles.Truth,
            Speed = speed,
        };
        WholeFile.Write(Path.Combine(request.Directory, EvaluationOutcome.MetricsFile), stream => JsonSerializer.Serialize(stream, document, EvaluationJson.Readable.EvaluationDocument));
    }
}
