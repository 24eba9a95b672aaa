using System.Text.Json.Nodes;
using TrainApp.CommandLine;
using TrainApp.Hosting;

namespace TrainApp.Vision.Tests.Inference;

/// <summary>A project, a published run and the app's command line, with <see cref="KnowingModel"/> as the model.</summary>
internal sealed class EvaluationBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Workspace => _folder.At("workspace");

    public string Project => _folder.At("Früchte 1");

    public string Artifacts => Path.Combine(Workspace, "experiments", "3_Lemons", "1_Knowing");

    public string Checkpoint => Path.Combine(Artifacts, "checkpoints", "best.pth");

    public string At(string name) => _folder.At(name);

    public string Image(int index) => Path.Combine(Project, "ds", "img", $"{index:D2}.png");

    /// <summary>Images with an object each; masks, where they are wanted, in place of rectangles.</summary>
    public IReadOnlyList<ImageItem> MakeProject(int count, bool masks = false, int red = 0)
    {
        Directory.CreateDirectory(Path.Combine(Project, "ds", "img"));
        Directory.CreateDirectory(Path.Combine(Project, "ds", "ann"));
        var shape = masks ? "bitmap" : "rectangle";
        File.WriteAllText(
            Path.Combine(Project, "meta.json"), $$"""{"classes": [{"title": "lemon", "shape": "{{shape}}", "color": "#FF0000"}, {"title": "a,b", "shape": "{{shape}}", "color": "#00FF00"}], "tags": []}""");
        for (var i = 1; i <= count; i++)
        {
            var pixels = new byte[30 * 30 * 3];
            (pixels[0], pixels[1]) = ((byte)(i + red), (byte)(90 - i));
            new ImageFrame(30, 30, pixels).SavePng(Image(i));
            Geometry geometry = masks ? MaskCodec.Encode(new Mask(i, i, 10, 10, [.. Enumerable.Repeat((byte)1, 100)])) : new RectangleGeometry(i, i, i + 9, i + 9);
            new Annotation { Width = 30, Height = 30, Labels = [new Label("lemon", geometry, [])] }.Save(Path.Combine(Project, "ds", "ann", $"{i:D2}.png.json"));
        }

        return TrainApp.Project.Open(Project).Images;
    }

    /// <summary>A run that trained on image 1 and validated on images 2 and 3.</summary>
    public void Publish(string split = """{"names": {"train": ["ds/01.png"], "val": ["ds/02.png", "ds/03.png"]}}""", string? modelFile = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Checkpoint)!);
        File.WriteAllText(Checkpoint, "weights");
        File.WriteAllText(Path.Combine(Artifacts, "train_val_split.json"), split);
        File.Copy(Path.Combine(Project, "meta.json"), Path.Combine(Artifacts, "model_meta.json"));
        File.WriteAllText(Path.Combine(Artifacts, "experiment_info.json"), new JsonObject
        {
            ["experiment_name"] = "first",
            ["framework_name"] = "Knowing",
            ["model_name"] = "Tiny",
            ["task_type"] = "object detection",
            ["project_id"] = 3,
            ["task_id"] = 1,
            ["model_files"] = modelFile is null ? new JsonObject() : new JsonObject { [modelFile] = "model_config.yml" },
            ["checkpoints"] = new JsonArray("checkpoints/best.pth"),
            ["best_checkpoint"] = "best.pth",
        }.ToJsonString());
    }

    /// <summary>Evaluates images into a folder, without the verb.</summary>
    public async Task<string> EvaluateAsync(string name, IReadOnlyList<ImageItem> images, string task)
    {
        var request = new EvaluationRequest
        {
            TaskType = task,
            CheckpointPath = "best.pth",
            Classes = ["lemon", "a,b"],
            Images = images,
            Directory = At(name),
            WritesReport = false,
            Model = new EvaluatedModel(name, "Tiny", "Knowing", "Früchte", 1),
        };
        await ModelEvaluation.RunAsync(context => new KnowingModel(context, masks: task != "object detection"), null, null, request, TestContext.Current.CancellationToken);
        return request.Directory;
    }

    /// <summary>Runs the app and keeps what it says.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var app = new AppDescription
        {
            FrameworkName = "Knowing",
            Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1", values => values),
            Options = new AppOptions(),
            Train = (_, _) => throw new NotSupportedException("Nothing is trained here."),
            Evaluate = (request, stop) => ModelEvaluation.RunAsync(context => new KnowingModel(context) { ForwardBy = context.ForwardBy }, null, _ => new PlainForward(null), request, stop),
            EvaluatesOnnx = true,
        };
        var (output, error) = (Console.Out, Console.Error);
        using StringWriter ownOutput = new(), ownError = new();
        Console.SetOut(ownOutput);
        Console.SetError(ownError);
        try
        {
            var code = await TrainAppRunner.RunAsync(app, [.. words, "--workspace", Workspace], verbs: VisionVerbs.All, cancellationToken: TestContext.Current.CancellationToken);
            return (code, ownOutput.ToString(), ownError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    public void Dispose() => _folder.Dispose();
}
