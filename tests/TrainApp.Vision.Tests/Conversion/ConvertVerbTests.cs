using System.Text.Json;
using TrainApp.CommandLine;
using TrainApp.Hosting;
using TrainApp.Vision.Verbs;
using static TrainApp.Vision.Tests.Conversion.CocoSample;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>The verb <c>convert</c>: its words, its exit codes and what it leaves on disk.</summary>
public sealed class ConvertVerbTests : IDisposable
{
    private readonly CocoSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_project_goes_there_and_back()
    {
        _sample.Write(("ds/a.png", Of(new Label("pear", new RectangleGeometry(0, 0, 3, 3), []))));

        Assert.Equal(0, await RunAsync("--project", _sample.Source, "--to", "coco", "--output", _sample.Output));
        Assert.Equal(0, await RunAsync("--from", "coco", "--input", _sample.Output, "--output", _sample.At("back")));

        var label = Assert.Single(Assert.Single(Project.Open(_sample.At("back")).Images).ReadAnnotation().Labels);
        Assert.Equal(("pear", new RectangleGeometry(0, 0, 3, 3)), (label.ClassName, label.Geometry));
    }

    [Fact]
    public async Task The_reference_has_smaller_boxes()
    {
        _sample.Write(("ds/a.png", Of(new Label("pear", new RectangleGeometry(0, 0, 3, 3), []))));

        Assert.Equal(0, await RunAsync("--project", _sample.Source, "--to", "coco", "--output", _sample.Output, "--reference-compat"));

        var item = Assert.Single(Parse(Path.Combine(_sample.Output, "ds", "annotations", "coco_instances.json")).GetProperty("annotations").EnumerateArray());
        Assert.Equal([0, 0, 3, 3], Numbers(item, "bbox"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--to coco --from coco")]
    [InlineData("--from coco")]
    [InlineData("--from coco --input x --reference-compat")]
    [InlineData("--from coco --input x --project x")]
    [InlineData("--to coco --input x")]
    [InlineData("--to coco --project nowhere")]
    [InlineData("--from coco --input nowhere")]
    public async Task A_wrong_request_writes_nothing(string words)
    {
        Assert.Equal(2, await RunAsync([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--output", _sample.Output]));

        Assert.False(Directory.Exists(_sample.Output));
    }

    [Fact]
    public async Task Folders_without_a_name_are_refused()
    {
        _sample.Write(("ds/a.png", Of(new Label("pear", new RectangleGeometry(0, 0, 3, 3), []))));

        foreach (var format in (string[])["coco", "yolo", "voc"])
        {
            Assert.Equal(2, await RunAsync("--project", _sample.Source, "--to", format, "--output", ""));
            Assert.Equal(2, await RunAsync("--from", format, "--input", _sample.Source, "--output", ""));
            Assert.Equal(2, await RunAsync("--from", format, "--input", "", "--output", _sample.Output));
        }

        Assert.False(Directory.Exists(_sample.Output));
    }

    [Fact]
    public async Task Nothing_is_written_into_the_folder_that_is_read()
    {
        using var scene = new SmallProject(10, 10, [new("box", "rectangle")], [new("box", new RectangleGeometry(0, 0, 1, 1))]);
        foreach (var format in (string[])["coco", "yolo", "voc"])
        {
            var files = _sample.At(format);
            Assert.Equal(0, await RunAsync("--project", scene.Open().Directory, "--to", format, "--output", files));
            var before = Directory.EnumerateFileSystemEntries(files, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

            Assert.Equal(2, await RunAsync("--from", format, "--input", files, "--output", Path.Combine(files, "project")));

            Assert.Equal(before, Directory.EnumerateFileSystemEntries(files, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_document_has_the_names_of_the_contract()
    {
        var report = new ConversionReport(2, 5, [new("line", 3, "COCO has no lines")], "/out/Ü");

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(report, ConversionJson.Readable.ConversionReport));

        Assert.Equal(["images", "objects", "dropped", "output"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["what", "count", "reason"], json.RootElement.GetProperty("dropped")[0].EnumerateObject().Select(member => member.Name));
        Assert.Contains("/out/Ü", JsonSerializer.Serialize(report, ConversionJson.Readable.ConversionReport), StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(params string[] words)
    {
        var app = new AppDescription
        {
            FrameworkName = "Tests",
            Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1\n", values => values),
            Options = new AppOptions(),
            Train = (_, _) => throw new NotSupportedException(),
        };
        return new AppCommands(app, TimeProvider.System, [new ConvertVerb()]).Root.Parse(["convert", .. words]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
