using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Splits, tags and conversions as a run makes them, and what it publishes of them.</summary>
public sealed class SplitTests : IAsyncDisposable
{
    private const string Meta = """
        {"classes": [{"title": "kiwi", "shape": "polygon", "color": "#00ff00"}],
         "tags": [{"name": "learn", "value_type": "none", "color": "#000000"}, {"name": "check", "value_type": "none", "color": "#000000"}, {"name": "tree", "value_type": "any_string", "color": "#000000"}]}
        """;

    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task A_run_without_a_split_repeats_that_of_the_latest_run_through_its_collections()
    {
        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--split", "random:60", "--seed", "5")).ExitCode);
        var second = await _workspace.RunAsync("train", "--json", "--seed", "6");
        var third = await _workspace.RunAsync("train", "--json", "--split", "random:60", "--seed", "6");

        Assert.Contains("Split: collections:train=train_001,val=val_001 (that of the latest run", second.Errors, StringComparison.Ordinal);
        Assert.Equal(Names(1), Names(2));
        Assert.NotEqual(Names(1), Names(3));
        Assert.Equal("collections:train=train_001,val=val_001", Record(2).GetProperty("resolved").GetProperty("split").GetString());
        Assert.Equal([(1, 2), (1, 2), (3, 4)], new[] { 1, 2, 3 }.Select(run => (Info(run).GetProperty("train_collection_id").GetInt32(), Info(run).GetProperty("val_collection_id").GetInt32())));
        Assert.Equal(
            ["train_001.txt", "train_002.txt", "val_001.txt", "val_002.txt"],
            Directory.EnumerateFiles(Path.Combine(_workspace.Data, "projects", "1", "collections")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(6, (await File.ReadAllLinesAsync(Path.Combine(_workspace.Data, "projects", "1", "collections", "train_001.txt"), TestContext.Current.CancellationToken)).Length);
        Assert.Equal("collections", Artifact(2, "app_state.json").GetProperty("train_val_split").GetProperty("method").GetString());
        Assert.Equal(0, third.ExitCode);
    }

    [Fact]
    public async Task A_split_by_tags_and_one_in_groups_reach_training()
    {
        MakeProject();
        var options = new[] { "--json", "--project", "fruits", "--convert-classes", "on", "--split" };

        Assert.Equal(0, (await _workspace.RunAsync(["train", .. options, "tags:train=learn,val=check,untagged=ignore"])).ExitCode);
        Assert.Equal(0, (await _workspace.RunAsync(["train", .. options, "random:val=40,stratified,group=tree"])).ExitCode);

        Assert.Equal(("d/0.png d/1.png d/2.png", "d/3.png"), Names(1));
        var (train, val) = (Side(2, "train"), Side(2, "val"));
        Assert.Equal((6, 4), (train.Length, val.Length));
        Assert.Empty(train.Select(TreeOf).Intersect(val.Select(TreeOf)));
        Assert.Equal("""{"method":"tags","train_tag":"learn","val_tag":"check","untagged_action":"ignore"}""", JsonSerializer.Serialize(Artifact(1, "app_state.json").GetProperty("train_val_split")));

        static int TreeOf(string name) => (name["d/".Length] - '0') / 2;
    }

    [Fact]
    public async Task Polygons_are_refused_without_the_switch_and_boxes_with_it()
    {
        var project = MakeProject();
        var before = RunFiles.Fingerprint(project);

        var refused = await _workspace.RunAsync("train", "--json", "--project", "fruits");
        Assert.Equal((2, "TRAIN641"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
        Assert.Contains("--convert-classes on", refused.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace.RunFile(1)));

        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--project", "fruits", "--convert-classes", "on")).ExitCode);
        Assert.Contains("shapes kiwi RectangleGeometry\n", await LogAsync(1), StringComparison.Ordinal);
        Assert.Equal("rectangle", Artifact(1, "model_meta.json").GetProperty("classes")[0].GetProperty("shape").GetString());
        Assert.Equal(before, RunFiles.Fingerprint(project));
        Assert.False(Directory.Exists(Path.Combine(_workspace.Data, "projects", "1", "converted")));
    }

    [Fact]
    public async Task Semantic_segmentation_has_a_background_class()
    {
        MakeProject();
        _workspace.Environment["FIXTURE_TASK"] = "semantic segmentation";

        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--project", "fruits", "--model", "Small", "--convert-classes", "on")).ExitCode);

        Assert.Contains("classes kiwi|__bg__, tags learn|check|tree, shapes __bg__ BitmapGeometry|kiwi BitmapGeometry\n", await LogAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_converts_by_itself_keeps_the_converted_project()
    {
        var project = MakeProject();
        _workspace.Environment["FIXTURE_OPTIONS"] = "convert";

        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--project", "fruits")).ExitCode);
        var kept = Path.Combine(_workspace.Data, "projects", "2", "project.json");
        var converted = JsonDocument.Parse(await File.ReadAllBytesAsync(kept, TestContext.Current.CancellationToken)).RootElement;
        Assert.StartsWith(Path.Combine(_workspace.Data, "projects", "1", "converted"), converted.GetProperty("path").GetString(), StringComparison.Ordinal);

        // As a project of its own it needs no conversion any more.
        Assert.Equal(0, (await _workspace.RunAsync("train", "--json", "--project", "2", "--convert-classes", "off")).ExitCode);
        Assert.Equal(2, Info(2).GetProperty("project_id").GetInt32());
        Assert.Contains("shapes kiwi RectangleGeometry\n", await LogAsync(2), StringComparison.Ordinal);
        Assert.Equal(["1", "2"], Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "projects")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(project));
    }

    [Fact]
    public async Task Without_splits_every_image_is_trained_on_and_nothing_is_said_of_a_split()
    {
        _workspace.Environment["FIXTURE_OPTIONS"] = "no-splits";

        var result = await _workspace.RunAsync("train", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("training on 10 images", await LogAsync(1), StringComparison.Ordinal);
        Assert.Contains("data: 0 to validate on", await LogAsync(1), StringComparison.Ordinal);
        Assert.DoesNotContain(Info(1).EnumerateObject(), field => field.Name is "train_val_split" or "train_size" or "val_size");
        Assert.Equal(JsonValueKind.Null, Info(1).GetProperty("train_collection_id").ValueKind);
        Assert.False(File.Exists(Path.Combine(result.Json.GetProperty("artifacts").GetString()!, "train_val_split.json")));
        Assert.False(Artifact(1, "app_state.json").TryGetProperty("train_val_split", out _));
        Assert.False(Directory.Exists(Path.Combine(_workspace.Data, "projects", "1", "collections")));
        Assert.Equal(JsonValueKind.Null, (await _workspace.RunAsync("show", "1", "--json")).Json.GetProperty("split").ValueKind);
        RunFiles.RequireRightManifest(result.Json.GetProperty("artifacts").GetString()!);

        var refused = await _workspace.RunAsync("train", "--json", "--split", "random:80");
        Assert.Equal((2, "TRAIN521"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Tags_are_handed_to_training_and_filter_nothing()
    {
        MakeProject();
        _workspace.Environment["FIXTURE_OPTIONS"] = "tags";

        var result = await _workspace.RunAsync("train", "--json", "--project", "fruits", "--convert-classes", "on", "--tags", "tree,learn");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("tags learn|tree,", await LogAsync(1), StringComparison.Ordinal);
        Assert.Equal(["learn", "check", "tree"], Artifact(1, "model_meta.json").GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()));
        Assert.Equal("""["learn","tree"]""", JsonSerializer.Serialize(Artifact(1, "app_state.json").GetProperty("tags")));
    }

    [Theory]
    [InlineData("", "TRAIN643", "--tags", "learn")]
    [InlineData("tags", "TRAIN644", "--tags", "lern")]
    [InlineData("all-classes", "TRAIN643", "--classes", "kiwi")]
    [InlineData("datasets-only", "TRAIN521", "--split", "random:80")]
    [InlineData("", "TRAIN526", "--split", "tags:train=learn,val=chek")]
    [InlineData("", "TRAIN528", "--split", "collections:train=a,val=b")]
    [InlineData("", "TRAIN521", "--split", "none")]
    public async Task What_the_app_or_the_project_does_not_have_is_refused(string options, string code, params string[] words)
    {
        MakeProject();
        _workspace.Environment["FIXTURE_OPTIONS"] = options;

        var result = await _workspace.RunAsync(["train", "--json", "--project", "fruits", "--convert-classes", "on", .. words]);

        Assert.Equal((2, code), (result.ExitCode, result.Error.GetProperty("code").GetString()));
        Assert.False(Directory.Exists(_workspace.RunFile(1)));
    }

    /// <summary>Ten images: three to learn from, one to check with, and two of each tree.</summary>
    private string MakeProject()
    {
        var folder = Path.Combine(_workspace.Root, "fruits");
        Directory.CreateDirectory(Path.Combine(folder, "d", "img"));
        Directory.CreateDirectory(Path.Combine(folder, "d", "ann"));
        File.WriteAllText(Path.Combine(folder, "meta.json"), Meta);
        for (var i = 0; i < 10; i++)
        {
            File.WriteAllText(Path.Combine(folder, "d", "img", $"{i}.png"), $"picture {i}");
            var tag = i < 3 ? """{"name": "learn"}, """ : i == 3 ? """{"name": "check"}, """ : "";
            File.WriteAllText(Path.Combine(folder, "d", "ann", $"{i}.png.json"), $$"""
                {"description": "", "size": {"height": 20, "width": 30}, "tags": [{{tag}}{"name": "tree", "value": "{{i / 2}}" }], "objects": [
                  {"classTitle": "kiwi", "geometryType": "polygon", "tags": [], "points": {"exterior": [[1, 2], [5, 2], [5, 7]], "interior": [] } }]}
                """);
        }

        return folder;
    }

    private JsonElement Record(int run) => JsonDocument.Parse(File.ReadAllBytes(_workspace.RunFile(run, "run.json"))).RootElement;

    private JsonElement Info(int run) => Artifact(run, "experiment_info.json");

    private JsonElement Artifact(int run, string name)
    {
        var published = JsonDocument.Parse(File.ReadAllBytes(_workspace.RunFile(run, "published.json"))).RootElement.GetProperty("artifacts").GetString()!;
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_workspace.Data, published, name))).RootElement;
    }

    private (string Train, string Val) Names(int run) => (string.Join(' ', Side(run, "train")), string.Join(' ', Side(run, "val")));

    private string[] Side(int run, string side) =>
        [.. Artifact(run, "train_val_split.json").GetProperty("names").GetProperty(side).EnumerateArray().Select(name => name.GetString()!)];

    private Task<string> LogAsync(int run) => File.ReadAllTextAsync(_workspace.RunFile(run, "worker.log"), TestContext.Current.CancellationToken);
}
