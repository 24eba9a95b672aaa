using TrainApp.Vision.Tests.CocoEvaluation;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Inference;

namespace TrainApp.Vision.Tests.Inference;

/// <summary><c>evaluate</c>: which images it takes, and what it refuses.</summary>
[Collection(nameof(CocoEvalVerbTests))]
public sealed class EvaluateVerbTests : IDisposable
{
    private readonly EvaluationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Validation_images_are_taken_though_a_training_image_is_gone()
    {
        _bench.MakeProject(4);
        _bench.Publish();
        File.Delete(_bench.Image(1));
        Assert.Equal(0, (await EvaluateAsync()).Code);
        var truth = await File.ReadAllTextAsync(Path.Combine(_bench.At("evaluated"), "truth.json"), TestContext.Current.CancellationToken);
        Assert.Equal((false, true, true, false), (truth.Contains("ds/01.png", StringComparison.Ordinal), truth.Contains("ds/02.png", StringComparison.Ordinal), truth.Contains("ds/03.png", StringComparison.Ordinal), truth.Contains("ds/04.png", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_split_that_does_not_fit_any_more_is_refused()
    {
        _bench.MakeProject(4);
        _bench.Publish();
        File.Delete(_bench.Image(3));
        await RequireRefusedAsync("1 of 2 validation images of run 1 are not in the project 'Früchte 1' any more: ds/03.png.");
    }

    [Theory]
    [InlineData("{\"names\":")]
    [InlineData("""{"names": {"train": ["ds/01.png"], "val": [null]}}""")]
    public async Task A_damaged_split_is_named(string split)
    {
        _bench.MakeProject(3);
        _bench.Publish(split);
        await RequireRefusedAsync(Path.Combine(_bench.Artifacts, "train_val_split.json"));
    }

    [Fact]
    public async Task A_damaged_image_is_named()
    {
        _bench.MakeProject(3);
        _bench.Publish();
        await File.WriteAllTextAsync(_bench.Image(2), "no picture", TestContext.Current.CancellationToken);
        await RequireRefusedAsync(_bench.Image(2));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_loaded_is_named()
    {
        _bench.MakeProject(3);
        _bench.Publish(modelFile: "broken");
        await RequireRefusedAsync($"cannot load '{_bench.Checkpoint}': The file 'broken' is broken.");
    }

    [Fact]
    public async Task Nothing_is_written_into_the_project()
    {
        _bench.MakeProject(3);
        _bench.Publish();
        var (code, _, error) = await _bench.RunAsync("evaluate", _bench.Checkpoint, "--project", _bench.Project, "--speed-test", "off", "--output", Path.Combine(_bench.Project, "figures"));
        Assert.Equal(2, code);
        Assert.Contains("never written to", error, StringComparison.Ordinal);
        Assert.Equal(["ds", "meta.json"], Directory.EnumerateFileSystemEntries(_bench.Project).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Classes_may_be_repeated_with_commas_in_names_but_not_named_twice()
    {
        _bench.MakeProject(2);
        var onnx = _bench.At("model.onnx");
        await File.WriteAllTextAsync(onnx, "graph", TestContext.Current.CancellationToken);
        string[] words = ["evaluate", onnx, "--project", _bench.Project, "--speed-test", "off", "--output", _bench.At("evaluated"), "--classes", "lemon"];
        var (code, _, error) = await _bench.RunAsync([.. words, "--classes", "lemon"]);
        Assert.Equal(2, code);
        Assert.Contains("class 'lemon' is there twice", error, StringComparison.Ordinal);
        Assert.Equal(0, (await _bench.RunAsync([.. words, "--classes", "a,b"])).Code);
        Assert.Contains("\"name\":\"a,b\"", await File.ReadAllTextAsync(Path.Combine(_bench.At("evaluated"), "truth.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_another_shape_are_counted()
    {
        var image = new PredictedImage(_bench.MakeProject(1, masks: true)[0], TrainApp.Project.Open(_bench.Project).Images[0].ReadAnnotation(), 30, 30, [], []);
        var (boxes, masks) = (PredictedObjects.Of([image], ["lemon"], masks: false), PredictedObjects.Of([image], ["lemon"], masks: true));
        Assert.Equal((1, 1, 1, 0), (boxes.Truth.Count, boxes.OtherShapes, masks.Truth.Count, masks.OtherShapes));
    }

    [Theory]
    [InlineData("Background,cat,background", "Background,cat,background")]
    [InlineData("background,cat,Background", "cat,Background,background")]
    [InlineData("BACKGROUND,Background,cat", "BACKGROUND,cat,Background")]
    [InlineData("cat", "cat,background")]
    public void One_class_is_the_background_and_comes_last(string classes, string expected)
    {
        var ordered = SemanticBenchmark.WithBackgroundLast(classes.Split(','));
        Assert.Equal(expected.Split(','), ordered);
        Assert.Equal(ordered, SemanticBenchmark.WithBackgroundLast(ordered));
    }

    [Fact]
    public async Task Predicted_masks_are_kept_compressed_and_only_where_they_are_compared()
    {
        // What is found lies half outside.
        var images = _bench.MakeProject(1, masks: true, red: 24);
        using var model = new KnowingModel(new InferenceContext { CheckpointPath = "", Classes = ["lemon"], Settings = new Dictionary<string, object?> { ["confidence"] = 0.05 } }, masks: true);
        var packed = await DatasetPrediction.RunAsync(model, images, masks: true, null, TestContext.Current.CancellationToken);
        Assert.All(packed, image => Assert.Equal((25, 25, 5, 5), Place(MaskCodec.Decode(Assert.Single(image.Masks)!.Shape))));
        Assert.All(await DatasetPrediction.RunAsync(model, images, masks: false, null, TestContext.Current.CancellationToken), image => Assert.Empty(image.Masks));

        static (int, int, int, int) Place(Mask mask) => (mask.Left, mask.Top, mask.Width, mask.Height);
    }

    [Fact]
    public void An_image_keeps_the_pairs_of_classes_that_it_has_alone()
    {
        var (truth, found) = (LabelMap.Of(3, 2, 150), LabelMap.Of(3, 2, 150));
        truth.Classes[0] = 7;
        var cells = Benchmarking.Pixels.ImagePixels.Count(truth, found, 151).Cells;
        Assert.Equal([(7, 150, 1L), (150, 150, 5L)], cells.Select(cell => (cell.True, cell.Predicted, cell.Count)));
    }

    private Task<(int Code, string Output, string Error)> EvaluateAsync() =>
        _bench.RunAsync("evaluate", _bench.Checkpoint, "--project", _bench.Project, "--speed-test", "off", "--output", _bench.At("evaluated"));

    private async Task RequireRefusedAsync(string said)
    {
        var (code, _, error) = await EvaluateAsync();
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_bench.At("evaluated")));
    }
}
