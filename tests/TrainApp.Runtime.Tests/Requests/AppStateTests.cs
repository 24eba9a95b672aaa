using CsCheck;
using TrainApp.Formats;
using TrainApp.Requests;

namespace TrainApp.Tests.Requests;

/// <summary>An app state is read in all its spellings, gives the request that wrote it, and has every mistake named at its place.</summary>
public sealed class AppStateTests
{
    private const string Tutorial = """
        {
          "input": {
            "project_id": 27
          },
          "train_val_split": {
            "method": "random",
            "split": "train",
            "percent": 80
          },
          "classes": ["kiwi", "lemon"],
          "tags": [],
          "model": {
            "source": "Pretrained models",
            "model_name": "Small"
          },
          "hyperparameters": "epochs: 20\noptimizer:\n  lr: 0.2\n",
          "options": {
            "model_benchmark": {
              "enable": true,
              "speed_test": false
            },
            "cache_project": true
          }
        }
        """;

    [Fact]
    public async Task The_tutorial_s_example_is_taken_as_it_stands()
    {
        using var scene = new AppStateScene(new AppOptions { ExportOnnxSupported = true });
        var (request, problems) = await scene.CheckAsync(new TrainRequest { AppState = scene.Write(Tutorial), Project = scene.Project });
        Assert.Equal("TRAIN666", Assert.Single(problems).Id);
        Assert.NotNull(request);
        Assert.Equal(("Small", "random:80", "kiwi lemon", true, true, ""), (request.Model.Name, request.Split.ToString(), string.Join(' ', request.Classes), request.Cache, request.ConvertClasses, string.Join(' ', request.Exports)));
        Assert.Equal("epochs: 20\noptimizer:\n  lr: 0.2\n", request.HyperparametersText);
        Assert.Null(request.Name);
    }

    [Theory]
    [InlineData("""{"method": "Based on item tags", "train_tag": "seen", "val_tag": "new, unseen+", "untagged_action": "Ignore"}""", @"tags:train=seen,val=new\, unseen\+,untagged=ignore")]
    [InlineData("""{"method": "based on tags", "train_tag": ["seen"], "val_tag": ["new, unseen+"], "untagged_action": "train"}""", @"tags:train=seen,val=new\, unseen\+,untagged=train")]
    [InlineData("""{"method": "BASED ON DATASETS", "train_datasets": [2, 3], "val_datasets": [1]}""", "datasets:train=old+old/more,val=new")]
    [InlineData("""{"method": "datasets", "train_datasets": ["old"], "val_datasets": ["new", "3"]}""", "datasets:train=old,val=new+old/more")]
    [InlineData("""{"method": "based on collections", "train_collections": [1], "val_collections": [2]}""", "collections:train=train_001,val=val_001")]
    [InlineData("""{"method": "collections", "train_collections": ["train_001"], "val_collections": ["val_001"]}""", "collections:train=train_001,val=val_001")]
    [InlineData("""{"method": "Random", "split": "val", "percent": 25}""", "random:val=25")]
    public async Task Splits_are_read_in_every_spelling(string split, string expected)
    {
        using var scene = new AppStateScene();
        var (request, problems) = await scene.CheckAsync(new TrainRequest { AppState = scene.Write(With("train_val_split", split)), Project = scene.Project });
        Assert.DoesNotContain(problems, problem => problem.Severity == Severity.Error);
        Assert.Equal(expected, request!.Split.ToString());
    }

    [Theory]
    [InlineData("""{"source": "pretrained model", "model_name": "tiny"}""", "tiny")]
    [InlineData("""{"source": "Custom models", "task_id": 3, "checkpoint": "best.pth"}""", "3:best.pth")]
    [InlineData("""{"source": "Custom model", "task_id": 3, "checkpoint": "checkpoints/best.pth"}""", "3:checkpoints/best.pth")]
    public void Models_are_read_in_every_spelling(string model, string expected)
    {
        var (state, problems) = AppStateReader.Read(With("model", model));
        Assert.Empty(problems);
        Assert.Equal(expected, state!.Request.Model);
    }

    [Fact]
    public async Task Classes_are_read_by_id_and_the_options_of_the_command_line_win()
    {
        using var scene = new AppStateScene();
        var file = scene.Write(With("classes", "[9]"));
        Assert.Equal(["lemon"], (await scene.CheckAsync(new TrainRequest { AppState = file, Project = scene.Project })).Request!.Classes);
        var given = new TrainRequest
        {
            AppState = file,
            Project = scene.Project,
            Classes = ["kiwi"],
            Model = "tiny",
            Split = "random:50",
            Set = new Dictionary<string, string> { ["epochs"] = "3" },
            Cache = "off",
            Export = ["onnx"],
            Seed = 5,
            Name = "mine",
        };
        var request = (await scene.CheckAsync(given)).Request!;
        Assert.Equal(("kiwi", "Tiny", "random:50", false, "onnx", 5, "mine"), (Assert.Single(request.Classes), request.Model.Name, request.Split.ToString(), request.Cache, Assert.Single(request.Exports), request.Seed, request.Name));
        Assert.Equal("epochs: 3\noptimizer:\n  lr: 0.2\n", request.HyperparametersText);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_its_place_at_once()
    {
        const string state = """
            {
              "clases": [],
              "far_away": 1,
              "input": {"project_id": "x", "train_dataset_id": 1},
              "train_val_split": {"method": "datasets", "train_datasets": ["olt"], "val_datasets": [99]},
              "classes": ["kiwi", "lemmon"],
              "tags": ["sean"],
              "model": {"source": "Pretrained models", "model_name": "Tinny"},
              "hyperparameters": "epochs: 200\noptimizr:\n  lr: 0.2\n",
              "options": {"cache_project": "yes", "export": {"ONNX": true, "TensorRT": true, "ONNXRuntim": false}},
              "experiment_name": "a/b",
              "seed": 0.5
            }
            """;
        using var scene = new AppStateScene();
        var file = scene.Write(state);
        var (request, problems) = await scene.CheckAsync(new TrainRequest { AppState = file, Project = scene.Project, Device = ["tpu"] });
        Assert.Null(request);
        var expected = new[]
        {
            "error TRAIN662 2:3 Did you mean 'classes'?", "warning TRAIN662 3:3 'far_away' is no key", "error TRAIN664 4:27 'input.project_id': expected a whole number",
            "warning TRAIN666 4:32 'input.train_dataset_id' has no effect", "error TRAIN665 5:64 no dataset 'olt'. Did you mean 'old'?", "error TRAIN665 5:89 no dataset with the id 99.",
            "error TRAIN618 6:23 Did you mean 'lemon'?", "error TRAIN644 7:12 Did you mean 'seen'?", "error TRAIN611 8:12 Did you mean 'Tiny'?",
            "error TRAIN010 9:22 (Line 1, column 9 of the hyperparameters.)", "error TRAIN014 9:22 Did you mean 'optimizer'? (Line 2, column 1 of the hyperparameters.)",
            "error TRAIN664 10:32 'options.cache_project': expected true or false, found the text 'yes'.", "warning TRAIN662 10:50 'options.export.ONNX' is no key", "error TRAIN615 10:49 tensorrt",
            "error TRAIN662 10:82 Did you mean 'ONNXRuntime'?", "error TRAIN616 11:22 a/b", "error TRAIN664 12:11 'seed': expected a whole number, found the number 0.5.", "error TRAIN612 - tpu",
        };
        var found = problems.Select(problem => FormattableString.Invariant($"{(problem.Severity == Severity.Error ? "error" : "warning")} {problem.Id} {(problem.Place is { } at ? $"{at.Line}:{at.Column}" : "-")} {problem.Message}")).ToList();
        var missing = expected.Where(line => !found.Exists(known => Matches(known, line))).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', [.. missing, "were not found among", .. found]));
        Assert.Equal(expected.Length, found.Count);
        Assert.All(problems.Where(problem => problem.Place is not null), problem => Assert.Equal(file, problem.File));

        static bool Matches(string found, string expected)
        {
            var words = expected.Split(' ', 4);
            return found.StartsWith($"{words[0]} {words[1]} {words[2]} ", StringComparison.Ordinal) && found.Contains(words[3], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{\"model\": ", "TRAIN660")]
    [InlineData("[]", "TRAIN660")]
    [InlineData("", "TRAIN660")]
    [InlineData("{\"seed\": 1, \"seed\": 2}", "TRAIN661")]
    [InlineData("{}", "TRAIN663")]
    [InlineData("{\"model\": null}", "TRAIN663")]
    [InlineData("{\"train_val_split\": {}}", "TRAIN663")]
    [InlineData("{\"train_val_split\": {\"method\": \"randm\"}}", "TRAIN664")]
    [InlineData("{\"train_val_split\": {\"method\": \"random\", \"split\": \"train\", \"percent\": true}}", "TRAIN664")]
    [InlineData("{\"train_val_split\": {\"method\": \"random\", \"split\": \"train\", \"percent\": 100}}", "TRAIN664")]
    [InlineData("{\"train_val_split\": {\"method\": \"datasets\", \"train_datasets\": [], \"val_datasets\": [1]}}", "TRAIN664")]
    [InlineData("{\"classes\": [1, \"kiwi\"]}", "TRAIN664")]
    [InlineData("{\"model\": {\"source\": \"Pretraind models\"}}", "TRAIN664")]
    [InlineData("{\"model\": {\"source\": \"Custom models\", \"checkpoint\": \"best.pth\"}}", "TRAIN663")]
    [InlineData("{\"options\": []}", "TRAIN664")]
    [InlineData("{\"experiment_name\": \"\"}", "TRAIN664")]
    [InlineData("{\"start_training\": 1}", "TRAIN664")]
    [InlineData("{\"Classes\": [\"kiwi\"]}", "TRAIN662")]
    public async Task A_broken_state_is_refused(string state, string id)
    {
        using var scene = new AppStateScene();
        var (request, problems) = await scene.CheckAsync(new TrainRequest { AppState = scene.Write("\uFEFF" + state), Project = scene.Project });
        Assert.Null(request);
        Assert.Contains(problems, problem => problem.Id == id && problem.Severity == Severity.Error);
        Assert.Equal("TRAIN660", Assert.Single(AppStateReader.Read(scene.Project + "/absent.json").Problems).Id);
    }

    [Fact]
    public async Task The_project_of_a_state_is_used_where_the_workspace_has_it()
    {
        using var scene = new AppStateScene();
        var known = await scene.CheckAsync(new TrainRequest { AppState = scene.Write(With("input", $$"""{"project_id": {{scene.ProjectId}}}""")) });
        Assert.Equal(scene.Project, known.Request!.Project.Directory);
        var unknown = await scene.CheckAsync(new TrainRequest { AppState = scene.Write(Tutorial) });
        Assert.Contains(unknown.Problems, problem => problem.Id == "TRAIN666" && problem.Message.Contains("no project number 27", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_choice_that_the_app_does_not_offer_is_not_taken_from_a_state()
    {
        using var scene = new AppStateScene(new AppOptions
        {
            TagsSelector = new SelectorOption { Enabled = false },
            ClassesSelector = new SelectorOption { Enabled = false },
            SplitsSelector = new SplitsSelectorOption { Enabled = false },
        });
        var (request, problems) = await scene.CheckAsync(new TrainRequest { AppState = scene.Write(With("classes", "[\"kiwi\"]")), Project = scene.Project });
        Assert.DoesNotContain(problems, problem => problem.Severity == Severity.Error);
        Assert.Equal(["kiwi", "lemon"], request!.Classes);
        Assert.Equal("none", request.Split.ToString());
        var again = await scene.CheckAsync(new TrainRequest { AppState = AppStateDocument.Write(request), Project = scene.Project });
        Assert.Equal(Facts(request), Facts(again.Request!));
    }

    [Fact]
    public void Reading_never_throws() => Gen.Select(Gen.Int[0, Tutorial.Length - 1], Gen.Int[0, 12], Gen.String[0, 3]).Sample((at, length, put) =>
    {
        var text = Tutorial[..at] + put + Tutorial[Math.Min(Tutorial.Length, at + length)..];
        var (state, problems) = AppStateReader.Read("{" + text[Math.Min(1, text.Length)..]);
        Assert.True(state is not null || problems.Count > 0);
    });

    [Fact]
    public void A_request_s_state_gives_the_request()
    {
        using var scene = new AppStateScene();
        string[] splits =
        [
            "random:80", "random:val=25", "random:70,stratified", "random:60,group=tree", "datasets:train=old+old/more,val=new", @"tags:train=seen,val=new\, unseen\+,untagged=val",
            "collections:train=train_001,val=val_001",
        ];
        var requests =
            from model in Pick<string?>("Tiny", "small", null)
            from split in Pick(splits)
            from classes in Pick<string[]?>(["kiwi"], ["lemon", "kiwi"], null)
            from tags in Pick<string[]?>(["seen"], ["tree", "new, unseen+"], null)
            from switches in Gen.Select(Pick<string?>("on", "off", null), Pick<string?>("on", "off", null))
            from export in Pick<string[]?>(["onnx"], ["none"], null)
            from name in Pick<string?>("Übung 7", "\"quoted\"", null)
            from seed in Gen.Long
            from lr in Gen.Double[0.001, 1]
            select new TrainRequest
            {
                Project = scene.Project,
                Model = model,
                Split = split,
                Classes = classes,
                Tags = tags,
                Cache = switches.Item1,
                ConvertClasses = switches.Item2,
                Export = export,
                Name = name,
                Seed = seed,
                Set = new Dictionary<string, string> { ["optimizer.lr"] = lr.ToString("R", System.Globalization.CultureInfo.InvariantCulture) },
            };
        requests.Sample(
            asked =>
            {
                var (first, problems) = scene.CheckAsync(asked).GetAwaiter().GetResult();
                Assert.True(first is not null, string.Join('\n', problems.Select(problem => problem.Message)));
                var (second, found) = scene.CheckAsync(new TrainRequest { AppState = scene.Write(AppStateDocument.Write(first)) }).GetAwaiter().GetResult();
                Assert.True(second is not null, string.Join('\n', found.Select(problem => problem.Message)));
                Assert.Equal(Facts(first), Facts(second));
                Assert.Equal(AppStateDocument.Write(first), AppStateDocument.Write(second));
            },
            iter: 40,
            threads: 1);
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Facts(CheckedRequest request) => string.Join('\n', [
        request.Project.Directory, request.ProjectId, request.Fingerprint, request.Model.Name, request.Split, string.Join('|', request.Classes), string.Join('|', request.Tags), request.ConvertClasses,
        request.Conversion, request.Cache, request.Seed, string.Join('|', request.Exports), request.HyperparametersText, request.Name]);

    /// <summary>The tutorial's state with one field replaced, without an evaluation.</summary>
    private static string With(string field, string value)
    {
        var state = System.Text.Json.Nodes.JsonNode.Parse(Tutorial)!.AsObject();
        state[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        state["tags"] = System.Text.Json.Nodes.JsonNode.Parse("[\"seen\"]");
        state["options"]!["model_benchmark"]!["enable"] = false;
        return state.ToJsonString();
    }
}
