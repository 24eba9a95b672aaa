using System.Text.Json;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Requests;
using TrainApp.Runs;

namespace TrainApp.Tests.Finalization;

/// <summary>What lies in the published folder, by task and by the app's options.</summary>
public sealed class ArtifactsTests
{
    private const string Meta = """
        {"classes": [
          {"title": "kiwi", "shape": "rectangle", "color": "#FF0000"},
          {"title": "lemon", "shape": "polygon", "color": "#00ff00"},
          {"title": "lime", "shape": "bitmap", "color": "#00ff01"},
          {"title": "person", "shape": "graph", "color": "#0000FF", "geometry_config": {"nodes": {"n1": {"label": "head", "loc": [1, 2], "color": "#0000FF"}}, "edges": []}},
          {"title": "thing", "shape": "any", "color": "#0000FE"}],
         "tags": [{"name": "ripe", "value_type": "none", "color": "#111111"}],
         "projectType": "images"}
        """;

    [Theory]
    [InlineData("object detection", "kiwi rectangle, lemon rectangle, lime rectangle, person rectangle, thing rectangle")]
    [InlineData("instance segmentation", "lemon bitmap, lime bitmap")]
    [InlineData("semantic segmentation", "lemon bitmap, lime bitmap")]
    [InlineData("pose estimation", "person graph")]
    [InlineData("image classification", "kiwi rectangle, lemon polygon, lime bitmap, person graph, thing any")]
    public async Task The_meta_of_the_model_has_the_shapes_of_its_task(string task, string expected)
    {
        using var scene = new FinalizationScene(task: task, meta: Meta, classes: ["kiwi", "lemon", "lime", "person", "thing"]);
        await scene.FinalizeAsync();
        var meta = Read(scene, "model_meta.json");
        Assert.Equal(expected, string.Join(", ", meta.GetProperty("classes").EnumerateArray().Select(c => $"{c.GetProperty("title").GetString()} {c.GetProperty("shape").GetString()}")));
        Assert.Equal("ripe", Assert.Single(meta.GetProperty("tags").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(task, Read(scene, "experiment_info.json").GetProperty("task_type").GetString());
    }

    [Fact]
    public async Task Classes_stand_beside_an_export_in_the_order_of_their_indices()
    {
        using var scene = new FinalizationScene(meta: Meta, classes: ["kiwi", "lime", "thing"]);
        await scene.FinalizeAsync();
        Assert.Equal("""{"0":"kiwi","1":"lime","2":"thing"}""", JsonSerializer.Serialize(Read(scene, "export/classes.json")));
        Assert.DoesNotContain(scene.Published().Keys, name => name.EndsWith("Report.lnk", StringComparison.Ordinal));
        Assert.Equal("/runs/1", await File.ReadAllTextAsync(Path.Combine(scene.Artifacts, "open_app.lnk"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_model_file_is_published_and_listed()
    {
        using var scene = new FinalizationScene();
        Directory.CreateDirectory(scene["tokenizer"]);
        await File.WriteAllTextAsync(scene["tokenizer", "merges.txt"], "a b", TestContext.Current.CancellationToken);
        scene.Change(record => record with { ModelFiles = new Dictionary<string, string>(record.ModelFiles) { ["tokenizer"] = scene["tokenizer"] } });
        await scene.FinalizeAsync();
        Assert.Equal("""{"config":"config.yml","tokenizer":"tokenizer"}""", JsonSerializer.Serialize(Read(scene, "experiment_info.json").GetProperty("model_files")));
        Assert.Contains("tokenizer/merges.txt", scene.Published().Keys);
        Assert.True(File.Exists(scene["tokenizer", "merges.txt"]));
    }

    [Fact]
    public async Task The_demo_folder_is_published()
    {
        using var demo = new TemporaryFolder();
        Directory.CreateDirectory(demo["notes"]);
        await File.WriteAllTextAsync(demo["notes", "use.md"], "how", TestContext.Current.CancellationToken);
        using var scene = new FinalizationScene(new AppOptions { ExportOnnxSupported = true, Demo = new DemoOption { Path = demo.Path } });
        await scene.FinalizeAsync();
        Assert.Contains("demo/notes/use.md", scene.Published().Keys);
    }

    [Fact]
    public async Task A_demo_folder_that_is_not_there_is_found_before_the_run()
    {
        using var folder = new TemporaryFolder();
        var app = Describe(new AppOptions { Demo = new DemoOption { Path = "no-such-demo" } });
        var checker = new RequestChecker(app, Workspace.Locate(folder["workspace"], null));
        Assert.Null(await checker.CheckAsync(new TrainRequest(), CancellationToken.None));
        var problem = Assert.Single(checker.Problems, problem => problem.Id == "TRAIN668");
        Assert.Contains(Path.Combine(AppContext.BaseDirectory, "no-such-demo"), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_that_the_app_cannot_make_is_refused_and_its_absence_accepted()
    {
        using var folder = new TemporaryFolder();
        var offered = new AppOptions { ModelBenchmark = true };
        Assert.Equal(["TRAIN667"], await IdsAsync(new TrainRequest { Benchmark = "on", SpeedTest = "on" }, new AppOptions()));
        Assert.Equal(["TRAIN667"], await IdsAsync(new TrainRequest { Benchmark = "on" }, offered));
        Assert.Empty(await IdsAsync(new TrainRequest(), offered));
        Assert.Equal(["TRAIN620"], await IdsAsync(new TrainRequest { Benchmark = "yes" }, new AppOptions()));
        Assert.Empty(await IdsAsync(new TrainRequest { Benchmark = "off", SpeedTest = "on" }, offered));

        async Task<string[]> IdsAsync(TrainRequest request, AppOptions options)
        {
            var checker = new RequestChecker(Describe(options), Workspace.Locate(folder["workspace"], null));
            await checker.CheckAsync(request, CancellationToken.None);
            return [.. checker.Problems.Select(problem => problem.Id).Where(id => id is "TRAIN620" or "TRAIN667")];
        }
    }

    [Fact]
    public async Task A_report_says_what_was_trained_and_what_an_export_added()
    {
        var options = new AppOptions
        {
            ExportOnnxSupported = true,
            GenerateReport = true,
            OriginalRepository = new RepositoryOption { Name = "tiny", Url = "https://example.org/tiny" },
        };
        using var scene = new FinalizationScene(options) { ExportWorks = false };
        scene.Change(record => record with { Metrics = new Dictionary<string, double?> { ["mAP"] = 0.25, ["loss"] = null } });
        Assert.Equal(RunState.Degraded, await scene.FinalizeAsync());
        var report = Report();
        foreach (var part in (string[])["# 1_Lemons_Tiny\n", "Scene, Tiny, object detection", "[tiny](https://example.org/tiny)", "Project Lemons (number 3): 3 images for training, 2 for validation", "kiwi, lemon", "| mAP | 0.25 |", "| loss |  |", "`checkpoints/best.pth`: the best checkpoint", "epochs: 1\n"])
            Assert.Contains(part, report, StringComparison.Ordinal);
        Assert.DoesNotContain("best.onnx", report, StringComparison.Ordinal);

        scene.ExportWorks = true;
        Assert.Equal(RunState.Completed, await scene.FinalizeAsync());
        Assert.Contains("`export/best.onnx`: ONNXRuntime", Report(), StringComparison.Ordinal);

        string Report() => File.ReadAllText(Path.Combine(scene.Artifacts, "experiment_report.md"));
    }

    [Fact]
    public async Task Event_files_of_one_name_are_all_published()
    {
        using var scene = new FinalizationScene();
        const string name = "events.out.tfevents.1738673672.host.101.0";
        foreach (var folder in (string[])["rank0", "rank1"])
        {
            Directory.CreateDirectory(scene["logs", folder]);
            await File.WriteAllTextAsync(scene["logs", folder, name], folder, TestContext.Current.CancellationToken);
        }

        scene.Change(record => record with { LogDirectories = [scene["logs"]] });
        await scene.FinalizeAsync();
        Assert.Equal("rank0", await File.ReadAllTextAsync(Path.Combine(scene.Artifacts, "logs", name), TestContext.Current.CancellationToken));
        Assert.Equal("rank1", await File.ReadAllTextAsync(Path.Combine(scene.Artifacts, "logs", name + ".2"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Files_that_the_app_adds_are_published_beside_the_others()
    {
        using var scene = new FinalizationScene();
        Directory.CreateDirectory(scene["plots"]);
        await File.WriteAllTextAsync(scene["plots", "loss.svg"], "<svg/>", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(scene["notes.md"], "notes", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(scene["other", "plots"]);
        await scene.UseSessionAsync(session =>
        {
            session.AddOutputFiles(scene["plots"], scene["notes.md"]);
            session.AddOutputFiles(scene["notes.md"]);
            Assert.Throws<FileNotFoundException>(() => session.AddOutputFiles(scene["absent.md"]));
            Assert.Contains("has the same name", Assert.Throws<ArgumentException>(() => session.AddOutputFiles(scene["other", "plots"])).Message, StringComparison.Ordinal);
            File.WriteAllText(scene["Manifest.json"], "");
            Assert.Contains("'Manifest.json' cannot be added", Assert.Throws<ArgumentException>(() => session.AddOutputFiles(scene["Manifest.json"])).Message, StringComparison.Ordinal);
        });

        // A crash loses none: the next session knows them.
        await scene.UseSessionAsync(session => scene.Change(record => record with { OutputFiles = session.Additions.OutputFiles }));
        await scene.FinalizeAsync();
        Assert.Contains("plots/loss.svg", scene.Published().Keys);
        Assert.Contains("notes.md", scene.Published().Keys);
        Assert.True(File.Exists(scene["plots", "loss.svg"]));
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        using var scene = new FinalizationScene();
        await scene.FinalizeAsync();
        var times = Times();
        var first = Bytes();
        Assert.True(first.Sum() > 1000);
        Assert.Equal(RunState.Completed, await scene.FinalizeAsync(again: Finalizer.StepNames.Where(name => Finalizer.IsAsked(name, null)).ToHashSet(StringComparer.Ordinal)));
        Assert.Equal(0, Bytes().Skip(first.Count).Where(bytes => bytes > 0).Sum());
        Assert.Equal(times, Times());

        string Times() => string.Join('\n', Directory.EnumerateFiles(scene.Artifacts, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => FormattableString.Invariant($"{file} {File.GetLastWriteTimeUtc(file):O}")));
        List<long?> Bytes() => [.. RunJournal.Read(scene.Run.JournalFile).Where(record => record.Step is not null).Select(record => record.Bytes)];
    }

    [Fact]
    public async Task A_folder_that_another_run_published_into_is_never_touched()
    {
        using var scene = new FinalizationScene();
        var taken = Path.Combine(scene.Workspace.Experiments, "3_Lemons", "1_Scene");
        Directory.CreateDirectory(taken);
        await File.WriteAllTextAsync(Path.Combine(taken, "theirs.txt"), "theirs", TestContext.Current.CancellationToken);
        await scene.FinalizeAsync();
        Assert.Equal(["theirs.txt"], Directory.EnumerateFileSystemEntries(taken).Select(Path.GetFileName));
        var info = Read(scene, "experiment_info.json");
        Assert.Equal("/experiments/3_Lemons/1_Scene_001/", info.GetProperty("artifacts_dir").GetString());
        Assert.Equal("/experiments/3_Lemons/1_Scene_001/logs/", info.GetProperty("logs").GetProperty("link").GetString());
    }

    private static AppDescription Describe(AppOptions options) => new()
    {
        FrameworkName = "Scene",
        Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1\n", values => values),
        Options = options,
        Train = (_, _) => throw new InvalidOperationException(),
    };

    private static JsonElement Read(FinalizationScene scene, string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(scene.Artifacts, name))).RootElement;
}
