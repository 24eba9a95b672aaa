using System.Text.Json.Nodes;
using TrainApp.Vision.Benchmarking;

namespace TrainApp.Tests.Benchmarking;

/// <summary>Projects that do not fit each other, or whose predictions are damaged, are clear errors.</summary>
public sealed class DamagedProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_projects_that_fit_are_compared()
    {
        var result = await EvaluateAsync(Project("truth ä", Rectangle("apple")), Project("predictions", Rectangle("apple", 0.7)));

        Assert.Equal(1, result.Metrics["mAP"]!.Value, 1e-12);
        Assert.Equal(("ds/1.png", 100, 80), (result.Images[0].Name, result.Images[0].Width, result.Images[0].Height));
        Assert.Equal(Path.Combine(_folder.At("truth ä"), "ds", "img", "1.png"), result.Images[0].Path);
        Assert.Equal(["apple", "pear"], result.Classes);
    }

    [Fact]
    public async Task The_other_name_of_the_tag_is_known_too()
    {
        var label = Rectangle("apple", 0.7);
        label["tags"]![0]!["name"] = "confidence-model";

        Assert.Equal(0.7, (await EvaluateAsync(Project("t", Rectangle("apple")), Project("p", label))).Predictions[0].Score);
    }

    [Theory]
    [InlineData("{\"tags\": []}", "no tag 'confidence'")]
    [InlineData("{\"tags\": [{\"name\": \"confidence\", \"value\": \"NaN\"}]}", "the confidence 'NaN'")]
    [InlineData("{\"tags\": [{\"name\": \"confidence\", \"value\": 1.5}]}", "the confidence '1.5'")]
    [InlineData("{\"tags\": [{\"name\": \"confidence\", \"value\": 0.5}, {\"name\": \"confidence-model\", \"value\": 0.5}]}", "2 tags of confidence")]
    public async Task A_prediction_has_exactly_one_score(string change, string said)
    {
        var label = Rectangle("apple", 0.5);
        label["tags"] = JsonNode.Parse(change)!["tags"]!.DeepClone();

        var error = await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(Project("t", Rectangle("apple")), Project("p", label)));

        Assert.Contains($"Object 1 of 'ds/1.png', a 'apple', has {said}.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("1.png.json", error.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_the_truth_does_not_have_is_named()
    {
        var predictions = Project("p", Rectangle("plum", 0.5));
        AddClass(predictions, "plum");

        var error = await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(Project("t", Rectangle("apple")), predictions));

        Assert.Contains("class 'plum'", error.Message, StringComparison.Ordinal);
        Assert.Contains("apple, pear", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_that_one_side_lacks_are_named()
    {
        var (one, two) = (Project("one", Rectangle("apple", 0.5)), Project("two", Rectangle("apple", 0.5)));
        File.Copy(Path.Combine(two, "ds", "ann", "1.png.json"), Path.Combine(two, "ds", "ann", "2.png.json"));
        File.Copy(Path.Combine(two, "ds", "img", "1.png"), Path.Combine(two, "ds", "img", "2.png"));

        Assert.Contains("The predictions lack the image 'ds/2.png'.", (await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(two, one))).Message, StringComparison.Ordinal);
        Assert.Contains("The truth lacks the image 'ds/2.png'.", (await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(one, two))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_another_size_is_named()
    {
        var predictions = Project("p", Rectangle("apple", 0.5));
        Change(Path.Combine(predictions, "ds", "ann", "1.png.json"), annotation => annotation["size"]!["width"] = 90);

        var error = await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(Project("t", Rectangle("apple")), predictions));

        Assert.Contains("100 × 80 pixels in the truth and 90 × 80", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truth_without_classes_for_the_task_is_named()
    {
        var error = await Assert.ThrowsAsync<BenchmarkException>(() =>
            EvaluateAsync(Project("t", Rectangle("apple")), Project("p", Rectangle("apple", 0.5)), BenchmarkTasks.InstanceSegmentation));
        Assert.Contains("rectangle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truth_without_objects_is_an_error() =>
        await Assert.ThrowsAsync<BenchmarkException>(() => EvaluateAsync(Project("t"), Project("p", Rectangle("apple", 0.5))));

    private static Task<EvaluationResult> EvaluateAsync(string truth, string predictions, string? task = null) => ProjectBenchmark.EvaluateAsync(
        TrainApp.Project.Open(truth), TrainApp.Project.Open(predictions), new(), task, TestContext.Current.CancellationToken);

    private static JsonNode Rectangle(string name, double? score = null) => JsonNode.Parse(FormattableString.Invariant($$"""
        {"classTitle": "{{name}}", "geometryType": "rectangle", "points": {"exterior": [[10, 10], [39, 29]], "interior": []},
         "tags": [{{(score is null ? "" : FormattableString.Invariant($"{{\"name\": \"confidence\", \"value\": {score}}}"))}}]}
        """))!;

    private static void AddClass(string project, string name) =>
        Change(Path.Combine(project, "meta.json"), meta => meta["classes"]!.AsArray().Add(new JsonObject { ["title"] = name, ["shape"] = "rectangle", ["color"] = "#112233" }));

    private static void Change(string path, Action<JsonNode> change)
    {
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        change(document);
        File.WriteAllText(path, document.ToJsonString());
    }

    private string Project(string name, params ReadOnlySpan<JsonNode> labels)
    {
        var root = _folder.At(name);
        var annotations = Directory.CreateDirectory(Path.Combine(root, "ds", "ann")).FullName;
        // Images are not opened.
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "ds", "img")).FullName, "1.png"), []);
        File.WriteAllText(Path.Combine(root, "meta.json"), """
            {"classes": [{"title": "pear", "shape": "rectangle", "color": "#00FF00"}, {"title": "apple", "shape": "rectangle", "color": "#FF0000"}],
             "tags": [{"name": "confidence", "value_type": "any_number", "color": "#0000FF"}, {"name": "confidence-model", "value_type": "any_number", "color": "#0000FF"}], "projectType": "images"}
            """);
        var annotation = JsonNode.Parse("""{"description": "", "tags": [], "size": {"height": 80, "width": 100}, "objects": []}""")!;
        foreach (var label in labels) annotation["objects"]!.AsArray().Add(label);
        File.WriteAllText(Path.Combine(annotations, "1.png.json"), annotation.ToJsonString());
        return root;
    }
}
