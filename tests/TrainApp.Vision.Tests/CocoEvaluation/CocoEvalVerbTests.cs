using System.Text.Json;
using TrainApp.CommandLine;
using TrainApp.Hosting;
using TrainApp.Vision.Verbs;

namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>The verb writes to this process's console, so nothing else may run.</summary>
[CollectionDefinition(nameof(CocoEvalVerbTests), DisableParallelization = true)]
[Collection(nameof(CocoEvalVerbTests))]
public sealed class CocoEvalVerbTests
{
    private const string Truth = """
        {"images":[{"id":1}],"categories":[{"id":1,"name":"cat"},{"id":2,"name":"dög"}],
         "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,40,40],"area":1600}]}
        """;

    private const string Found = """[{"image_id":1,"category_id":1,"bbox":[0,0,40,40],"score":0.5}]""";

    private static readonly AppDescription App = new()
    {
        FrameworkName = "Evaluator",
        Models = [],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "", values => values),
        Options = new AppOptions(),
        Train = (_, _) => throw new NotSupportedException("Nothing is trained."),
    };

    [Fact]
    public async Task Figures_stand_as_pycocotools_prints_them_with_a_table_of_the_classes()
    {
        var (code, output, _) = await RunAsync(Truth, Found);

        Assert.Equal(0, code);
        var lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 1.000", lines[0]);
        Assert.Equal(" Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 1.000", lines[1]);
        Assert.Equal(" Average Precision  (AP) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = -1.000", lines[3]);
        Assert.Equal(" Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=  1 ] = 1.000", lines[6]);
        Assert.Contains("cat    1.0000  1.0000  1.0000", lines);
        Assert.Contains("dög         –       –       –", lines);
    }

    [Fact]
    public async Task A_detection_of_another_class_counts_when_classes_do_not()
    {
        var (_, apart, _) = await RunAsync(Truth, Found.Replace("\"category_id\":1", "\"category_id\":2"));
        var (_, together, _) = await RunAsync(Truth, Found.Replace("\"category_id\":1", "\"category_id\":2"), "--class-agnostic");

        Assert.Contains("cat    0.0000", apart, StringComparison.Ordinal);
        Assert.Contains("all classes  1.0000", together, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--iou", "boxes", "bbox")]
    [InlineData("--sigmas", "0.1,x", "positive numbers")]
    public async Task Wrong_words_are_refused(string option, string value, string message)
    {
        var (code, output, error) = await RunAsync(Truth, Found, option, value);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_its_place()
    {
        var (code, output, error) = await RunAsync(Truth, Found.Replace("0.5", "NaN"));

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("dt.json(1,59): error wrong-file: This is no JSON: NaN and Infinity are no numbers in JSON", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        var (code, _, error) = await RunAsync(Truth, detections: null);

        Assert.Equal(2, code);
        Assert.Contains("error not-found: There is no file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keypoints_need_a_sigma_each()
    {
        var truth = Truth.Replace("\"area\"", "\"num_keypoints\":1,\"keypoints\":[5,5,2],\"area\"");
        const string Person = """[{"image_id":1,"category_id":1,"keypoints":[5,5,1],"score":0.5}]""";

        var (refused, _, error) = await RunAsync(truth, Person, "--iou", "keypoints");
        var (done, output, _) = await RunAsync(truth, Person, "--iou", "keypoints", "--sigmas", "0.05");

        Assert.Equal((2, 0), (refused, done));
        Assert.Contains("The annotations have 1 keypoints each, but there are 17 sigmas. Give one for each keypoint with --sigmas.", error, StringComparison.Ordinal);
        Assert.Contains("maxDets= 20 ] = 1.000", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_has_minus_one_in_its_stats_and_null_elsewhere()
    {
        var truth = new CocoGroundTruth
        {
            Images = new CocoImages([1], [], []),
            Categories = new CocoCategories([2, 1], ["dög", "cat"]),
            Ids = [1],
            ImageIds = [1],
            CategoryIds = [1],
            Boxes = [0, 0, 40, 40],
        };
        var found = new CocoDetections { ImageIds = [1], CategoryIds = [1], Scores = [1], Boxes = truth.Boxes };
        var result = CocoEvaluator.Evaluate(truth, found, CocoEvaluationSettings.For(CocoSimilarity.Boxes));

        var report = CocoEvalReport.Of(CocoSummary.Of(result), result, truth.Categories, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));

        using var document = JsonDocument.Parse(JsonSerializer.Serialize(report, CocoEvalJson.Readable.CocoEvalReport));
        var root = document.RootElement;
        Assert.Equal([1.0, 1, 1, -1, 1, -1, 1, 1, 1, -1, 1, -1], root.GetProperty("stats").EnumerateArray().Select(value => Math.Round(value.GetDouble(), 9)));
        Assert.Equal((0.25, 0.5), (root.GetProperty("seconds").GetDouble(), root.GetProperty("readSeconds").GetDouble()));
        Assert.Equal("""{"id":1,"name":"cat","ap":1,"ap50":1,"ap75":1}|{"id":2,"name":"dög","ap":null,"ap50":null,"ap75":null}""",
            string.Join('|', root.GetProperty("perClass").EnumerateArray().Select(item => string.Concat(item.GetRawText().Where(letter => !char.IsWhiteSpace(letter))).Replace("0.9999999999999999", "1", StringComparison.Ordinal))));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string truth, string? detections, params string[] more)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("gt.json"), truth, TestContext.Current.CancellationToken);
        if (detections is not null) await File.WriteAllTextAsync(folder.At("dt.json"), detections, TestContext.Current.CancellationToken);
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter ownOutput = new(), ownError = new();
        Console.SetOut(ownOutput);
        Console.SetError(ownError);
        try
        {
            string[] words = ["coco-eval", "--annotations", folder.At("gt.json"), "--results", folder.At("dt.json"), .. more];
            var code = await TrainAppRunner.RunAsync(App, words, verbs: VisionVerbs.All, cancellationToken: TestContext.Current.CancellationToken);
            return (code, ownOutput.ToString(), ownError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
