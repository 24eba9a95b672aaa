using System.Text.Json;
using TrainApp.CommandLine;
using TrainApp.Hosting;
using TrainApp.Vision.Verbs;

namespace TrainApp.Tests.Benchmarking;

/// <summary>The verb, from its words to its exit code.</summary>
public sealed class BenchmarkVerbTests : IDisposable
{
    private static readonly AppDescription s_app = new()
    {
        FrameworkName = "Compared",
        Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1", values => values),
        Options = new AppOptions(),
        Train = (_, _) => throw new NotSupportedException("Nothing is trained here."),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_written_where_it_is_asked_for()
    {
        var folder = _folder.At("my report ä");

        Assert.Equal(0, await RunAsync("--output", folder));
        Assert.True(File.Exists(Path.Combine(folder, "index.html")));
        // A report takes the place of a report.
        Assert.Equal(0, await RunAsync("--output", folder, "--iou", "0.75", "--iou-class", "car=0.5", "--confidence", "0.3", "--max-detections", "50"));
    }

    [Fact]
    public async Task Without_a_folder_the_report_goes_to_the_workspace()
    {
        Assert.Equal(0, await RunAsync());
        Assert.True(File.Exists(Path.Combine(_folder.At("workspace"), "reports", "pred_project", "index.html")));
    }

    [Fact]
    public async Task A_folder_with_something_else_is_left_as_it_is()
    {
        File.WriteAllText(_folder.At("notes.txt"), "mine");

        Assert.Equal(2, await RunAsync("--output", _folder.Path));
        Assert.Equal("mine", File.ReadAllText(_folder.At("notes.txt")));
    }

    [Theory]
    [InlineData("gt_project")]
    [InlineData("pred_project")]
    public async Task A_report_is_not_written_into_a_project(string project)
    {
        var inside = Path.Combine(SharedData.Find("expected", "benchmark_segmentation", "instance"), project, "report");

        Assert.Equal(2, await RunAsync("--output", inside));
        Assert.False(Directory.Exists(inside));
    }

    [Theory]
    [InlineData("--iou", "0.51")]
    [InlineData("--iou", "half")]
    [InlineData("--iou-class", "car")]
    [InlineData("--iou-class", "boat=0.5")]
    [InlineData("--confidence", "NaN")]
    [InlineData("--confidence", "2")]
    [InlineData("--max-detections", "0")]
    [InlineData("--task", "object detection in videos")]
    public async Task Wrong_words_end_with_2(string option, string value) => Assert.Equal(2, await RunAsync(option, value));

    [Fact]
    public async Task Its_document_holds_every_figure_and_null_for_what_is_undefined()
    {
        var result = await ReferenceObjectTests.EvaluateAsync("benchmark_segmentation/instance", new());

        var document = JsonSerializer.SerializeToElement(BenchmarkReport.Of(result, "index.html"), BenchmarkJson.Readable.BenchmarkReport);

        Assert.Equal(result.Metrics.Keys, document.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
        Assert.Equal(result.Metrics["mAP"], document.GetProperty("metrics").GetProperty("mAP").GetDouble());
        Assert.Equal("index.html", document.GetProperty("report").GetString());
        var absent = document.GetProperty("perClass").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "never in gt");
        Assert.Equal(JsonValueKind.Null, absent.GetProperty("recall").ValueKind);
    }

    private Task<int> RunAsync(params string[] options)
    {
        var root = SharedData.Find("expected", "benchmark_segmentation", "instance");
        string[] words =
        [
            "benchmark", "--truth", Path.Combine(root, "gt_project"), "--predictions", Path.Combine(root, "pred_project"), "--workspace", _folder.At("workspace"),
            .. options.Contains("--task") ? [] : (string[])["--task", "instance segmentation"], .. options,
        ];
        return TrainAppRunner.RunAsync(s_app, words, verbs: VisionVerbs.All, cancellationToken: TestContext.Current.CancellationToken);
    }
}
