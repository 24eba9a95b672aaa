using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Vision.Tests.CocoEvaluation;
using TrainApp.Vision.Verbs;

namespace TrainApp.Vision.Tests.Inference;

/// <summary><c>compare</c>, from the files that evaluations wrote to its report.</summary>
[Collection(nameof(CocoEvalVerbTests))]
public sealed class CompareVerbTests : IDisposable
{
    private readonly EvaluationBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("object detection")]
    [InlineData("instance segmentation")]
    [InlineData("semantic segmentation")]
    public async Task Two_evaluations_stand_beside_each_other_with_the_figures_of_their_files(string task)
    {
        var first = await _bench.EvaluateAsync("first ä", _bench.MakeProject(3, task != "object detection"), task);
        // What is found lies two pixels off.
        var second = await _bench.EvaluateAsync("second", _bench.MakeProject(3, task != "object detection", red: 2), task);

        var (code, output, error) = await _bench.RunAsync("compare", first, second, "--output", _bench.At("compared"));

        Assert.Equal((0, ""), (code, error));
        Assert.True(File.Exists(Path.Combine(_bench.At("compared"), "index.html")));
        var data = await File.ReadAllTextAsync(Path.Combine(_bench.At("compared"), "data.js"), TestContext.Current.CancellationToken);
        var runs = JsonNode.Parse(data[data.IndexOf('{', StringComparison.Ordinal)..(data.LastIndexOf('}') + 1)])!["runs"]!.AsArray();
        foreach (var (run, directory) in runs.Zip([first, second]))
        {
            var metrics = await MetricsAsync(directory);
            Assert.Equal(
                metrics.Select(metric => (metric.Key, (double?)metric.Value)),
                run!["metrics"]!.AsArray().Select(pair => ((string)pair![0]!, (double?)pair[1])));
            foreach (var (name, value) in metrics) Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"  {name}: {(double?)value:0.####}"), output, StringComparison.Ordinal);
        }

        Assert.NotEqual(runs[0]!["metrics"]!.ToJsonString(), runs[1]!["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task Its_document_holds_the_metrics_of_every_run()
    {
        var directory = await _bench.EvaluateAsync("first", _bench.MakeProject(2), "object detection");
        var read = Vision.Inference.StoredEvaluation.Read(directory, _ => null, TestContext.Current.CancellationToken);

        var document = JsonSerializer.SerializeToNode(new ComparisonReport([new ComparedMetrics("first", read.Metrics)], "index.html"), BenchmarkJson.Readable.ComparisonReport)!;

        Assert.Equal((await MetricsAsync(directory)).ToJsonString(), document["runs"]![0]!["metrics"]!.ToJsonString());
        Assert.Equal("index.html", (string?)document["report"]);
    }

    [Theory]
    [InlineData("metrics.json", "object detection", "semantic guessing")]
    [InlineData("metrics.json", "\"metrics\": {", "\"metrics\": [")]
    [InlineData("truth.json", "\"width\":30", "\"width\":-30")]
    [InlineData("truth.json", "\"name\":\"lemon\"", "\"name\":null")]
    [InlineData("truth.json", "\"bbox\":[", "\"bbox\":[1,")]
    [InlineData("predictions.json", "\"image_id\":1", "\"image_id\":9")]
    [InlineData("predictions.json", "[{", "[null,{")]
    [InlineData("predictions.json", "]", "")]
    [InlineData("predictions.json", "\"counts\":\"", "\"counts\":\"~")]
    [InlineData("predictions.json", "\"counts\":\"", "\"counts\":\"1")]
    [InlineData("predictions.json", "\"size\":[30,", "\"size\":[30,30,")]
    [InlineData("predictions.json", "\"size\":[30,30]", "\"size\":[30]")]
    public async Task A_damaged_file_ends_with_2_and_is_named(string file, string part, string damaged)
    {
        var task = part.Contains("counts", StringComparison.Ordinal) || part.Contains("size", StringComparison.Ordinal) ? "instance segmentation" : "object detection";
        var images = _bench.MakeProject(2, task != "object detection");
        var (whole, broken) = (await _bench.EvaluateAsync("whole", images, task), await _bench.EvaluateAsync("broken", images, task));
        var path = Path.Combine(broken, file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(part, damaged, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (code, _, error) = await _bench.RunAsync("compare", whole, broken, "--output", _bench.At("compared"));

        Assert.Equal(2, code);
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_bench.At("compared")));
    }

    [Fact]
    public async Task One_run_alone_is_refused()
    {
        var directory = await _bench.EvaluateAsync("first", _bench.MakeProject(1), "object detection");
        Assert.Equal(2, (await _bench.RunAsync("compare", directory)).Code);
    }

    [Fact]
    public async Task Different_tasks_are_refused()
    {
        var images = _bench.MakeProject(2, masks: true);
        var (one, two) = (await _bench.EvaluateAsync("one", images, "instance segmentation"), await _bench.EvaluateAsync("two", images, "semantic segmentation"));

        var (code, _, error) = await _bench.RunAsync("compare", one, two);

        Assert.Equal(2, code);
        Assert.Contains("'one' is of instance segmentation, 'two' of semantic segmentation", error, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> MetricsAsync(string directory) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "metrics.json"), TestContext.Current.CancellationToken))!["metrics"]!.AsObject();
}
