using System.Text.Json;
using TrainApp.Control;
using TrainApp.Hosting;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Vision.Tests.Inference;

/// <summary>A project is predicted and scored, and everything that an evaluation writes is there.</summary>
public sealed class ModelEvaluationTests : IDisposable
{
    private const string Meta = """{"classes": [{"title": "lemon", "shape": "SHAPE", "color": "#FF0000"}, {"title": "other", "shape": "SHAPE", "color": "#00FF00"}], "tags": []}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_finds_every_object_has_1_and_its_files_can_be_scored_again()
    {
        List<int> told = [];
        KnowingModel? model = null;
        var request = Request("object detection", "rectangle", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) with { MeasuresSpeed = true, Predicted = told.Add };
        var outcome = await ModelEvaluation.RunAsync(context => model = new KnowingModel(context), null, null, request, TestContext.Current.CancellationToken);

        Assert.Equal(("mAP", 10, 1.0), (outcome.PrimaryMetric, outcome.Images, outcome.Metrics["mAP"]!.Value));
        Assert.Equal(["mAP", "AP50", "AP75", "f1", "precision", "recall", "iou"], outcome.Metrics.Keys.Take(7));
        Assert.Equal([8, 10], told);
        Assert.Equal("confidence", model!.Confidence);
        // Batches of the evaluation, then 1, 8 and 16 in the speed test, three of each before it counts.
        Assert.Equal([8, 2], model.Batches.Take(2));
        Assert.All((int[])[1, 8, 16], size => Assert.InRange(model.Batches.Skip(2).Count(batch => batch == size), 13, 103));

        var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(request.Directory, "metrics.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal([1, 8, 16], document.GetProperty("speed").EnumerateArray().Select(item => item.GetProperty("batch").GetInt32()));
        Assert.All(document.GetProperty("speed").EnumerateArray(), item => Assert.True(item.GetProperty("p95").GetDouble() >= item.GetProperty("median").GetDouble()));
        Assert.True(File.Exists(Path.Combine(request.Directory, document.GetProperty("report").GetString()!)));
        var (truth, found) = CocoEvaluationFiles.Read(Path.Combine(request.Directory, "truth.json"), Path.Combine(request.Directory, "predictions.json"), CocoSimilarity.Boxes);
        Assert.Equal(1.0, CocoSummary.AveragePrecision(CocoEvaluator.Evaluate(truth, found, CocoEvaluationSettings.For(CocoSimilarity.Boxes)))!.Value, 12);
    }

    [Theory]
    [InlineData("instance segmentation", "mAP")]
    [InlineData("semantic segmentation", "mIoU")]
    public async Task Masks_are_compared_where_the_task_has_them(string task, string metric)
    {
        var request = Request(task, "bitmap", [1, 2, 3]);
        var outcome = await ModelEvaluation.RunAsync(context => new KnowingModel(context, masks: true), null, null, request, TestContext.Current.CancellationToken);
        Assert.Equal(metric, outcome.PrimaryMetric);
        if (task == "instance segmentation") Assert.Equal(1.0, outcome.Metrics[metric]!.Value, 12);
        var (truth, found) = CocoEvaluationFiles.Read(Path.Combine(request.Directory, "truth.json"), Path.Combine(request.Directory, "predictions.json"), CocoSimilarity.Masks);
        Assert.Equal(1.0, CocoSummary.AveragePrecision(CocoEvaluator.Evaluate(truth, found, CocoEvaluationSettings.For(CocoSimilarity.Masks)))!.Value, 12);
    }

    [Fact]
    public async Task The_setting_of_confidence_that_the_file_has_is_lowered()
    {
        KnowingModel? model = null;
        var settings = new Dictionary<string, object?> { ["confidence_thresh"] = 0.7, ["size"] = 320L };
        await ModelEvaluation.RunAsync(context => model = new KnowingModel(context), settings, null, Request("object detection", "rectangle", [1]), TestContext.Current.CancellationToken);
        Assert.Equal("confidence_thresh", model!.Confidence);
    }

    [Fact]
    public async Task An_exported_file_computes_in_batches_of_its_size_and_tells_its_classes()
    {
        var onnx = new PlainForward(4, ("classes", "lemon\nother"));
        var request = Request("object detection", "rectangle", [1, 2, 3, 4, 5]) with { CheckpointPath = null, OnnxFile = "best.onnx", Classes = [] };
        var outcome = await ModelEvaluation.RunAsync(context => new KnowingModel(context) { ForwardBy = context.ForwardBy }, null, _ => onnx, request, TestContext.Current.CancellationToken);
        Assert.Equal((1.0, 5), (outcome.Metrics["mAP"]!.Value, outcome.Images));
        Assert.Equal([4L, 4L], onnx.Batches);
    }

    [Fact]
    public async Task What_cannot_be_evaluated_is_refused_and_says_why()
    {
        var request = Request("object detection", "rectangle", [1]) with { CheckpointPath = null, OnnxFile = "best.onnx" };
        await RequireAsync("no-onnx", request, null);
        await RequireAsync("no-classes", request with { Classes = [] }, _ => new PlainForward(null));
        await RequireAsync("wrong-file", request, _ => throw new InvalidDataException("no graph"));
        await RequireAsync("wrong-file", request with { ModelFiles = new Dictionary<string, string> { ["broken"] = "x" } }, _ => new PlainForward(null));
        await RequireAsync("no-images", request with { Images = [] }, _ => new PlainForward(null));
        await RequireAsync("wrong-task", request with { TaskType = "pose estimation" }, _ => new PlainForward(null));
        Assert.False(Directory.Exists(request.Directory));

        async Task RequireAsync(string code, EvaluationRequest wrong, Func<string, IForward>? open)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => ModelEvaluation.RunAsync(context => new KnowingModel(context), null, open, wrong, TestContext.Current.CancellationToken));
            Assert.Equal((code, Refusal.WrongRequest), (refused.Problems[0].Id, refused.Kind));
        }
    }

    [Fact]
    public async Task Images_without_an_object_of_the_model_s_classes_are_an_error()
    {
        var request = Request("object detection", "rectangle", [1]) with { Classes = ["apple"] };
        await Assert.ThrowsAsync<BenchmarkException>(() => ModelEvaluation.RunAsync(context => new KnowingModel(context), null, null, request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_image_and_a_stop_end_it()
    {
        var request = Request("object detection", "rectangle", [1, 2]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ModelEvaluation.RunAsync(
            context => new KnowingModel(context), null, null, request with { Predicted = _ => stop.Cancel(), MeasuresSpeed = true }, stop.Token));
        await File.WriteAllTextAsync(request.Images[1].ImagePath, "no picture", TestContext.Current.CancellationToken);
        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => ModelEvaluation.RunAsync(context => new KnowingModel(context), null, null, request, TestContext.Current.CancellationToken));
        Assert.Contains(request.Images[1].Name, damaged.Message, StringComparison.Ordinal);
    }

    private EvaluationRequest Request(string task, string shape, byte[] places)
    {
        var project = Path.Combine(_folder.Path, "Früchte 1");
        Directory.CreateDirectory(Path.Combine(project, "ds", "img"));
        Directory.CreateDirectory(Path.Combine(project, "ds", "ann"));
        File.WriteAllText(Path.Combine(project, "meta.json"), Meta.Replace("SHAPE", shape, StringComparison.Ordinal));
        foreach (var (index, place) in places.Index())
        {
            var name = $"{index:D2}.png";
            var pixels = new byte[30 * 30 * 3];
            (pixels[0], pixels[1]) = (place, (byte)(90 - index));
            new ImageFrame(30, 30, pixels).SavePng(Path.Combine(project, "ds", "img", name));
            Geometry geometry = shape == "rectangle"
                ? new RectangleGeometry(place, place, place + 9, place + 9)
                : MaskCodec.Encode(new Mask(place, place, 10, 10, [.. Enumerable.Repeat((byte)1, 100)]));
            new Annotation { Width = 30, Height = 30, Labels = [new Label("lemon", geometry, [])] }.Save(Path.Combine(project, "ds", "ann", $"{name}.json"));
        }

        return new EvaluationRequest
        {
            TaskType = task,
            CheckpointPath = "best.pth",
            Classes = ["lemon", "other"],
            Images = Project.Open(project).Images,
            Directory = _folder.At("evaluation"),
            Model = new EvaluatedModel("1_Test", "Tiny", "Test", "Früchte", 1),
        };
    }
}
