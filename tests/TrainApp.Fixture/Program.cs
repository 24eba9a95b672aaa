using TrainApp;
using TrainApp.CommandLine;
using TrainApp.Fixture;
using TrainApp.Hosting;

var app = new AppDescription
{
    FrameworkName = "Fixture",
    Models =
    [
        new ModelInfo { Name = "Tiny", TaskType = "object detection" },
        new ModelInfo { Name = "Small", TaskType = Environment.GetEnvironmentVariable("FIXTURE_TASK") ?? "object detection" },
        // A model with a file that a test places.
        .. Environment.GetEnvironmentVariable("FIXTURE_CHECKPOINT") is { } file
            ? [new ModelInfo { Name = "Filed", TaskType = "object detection", Checkpoint = file, Files = new Dictionary<string, string?> { ["checkpoint"] = file } }]
            : Array.Empty<ModelInfo>(),
    ],
    Hyperparameters = new HyperparameterSource("hyperparameters.yaml", Behaviour.Hyperparameters, values => values),
    Options = FixtureOptions.Read(),
    Train = FakeTraining.RunAsync,
    CreateLogger = LineLogger.Asked,
    ExportOnnx = FakeExport.RunAsync,
    Evaluate = Environment.GetEnvironmentVariable("FIXTURE_BENCHMARK") == "none" ? null : FakeEvaluation.RunAsync,
    EvaluatesOnnx = true,
    Serve = Environment.GetEnvironmentVariable("FIXTURE_PAGE") == "none" ? null : TrainApp.Gui.Serving.GuiServer.RunAsync,
    DrawSampleProject = Environment.GetEnvironmentVariable("FIXTURE_SAMPLE") == "none" ? null : (directory, _) => SampleDrawing.DrawAsync(directory),
};

// A Main that does not hand the worker's verb on, as somebody may write it.
if (Environment.GetEnvironmentVariable("FIXTURE_FORGETS_WORKERS") is not null) return await FromCode.RunAsync(app, ["start"]);
return args is [FromCode.Verb, .. var words] ? await FromCode.RunAsync(app, words) : await TrainAppRunner.RunAsync(app, args, Environment.GetEnvironmentVariable("FIXTURE_APP_STATE"));
