using System.Security.Cryptography;
using TrainApp.Files;
using TrainApp.Finalization;
using TrainApp.Hosting;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;
using TrainApp.Workers;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Finalization;

/// <summary>A run that has trained and is to be finalized, in a workspace of its own.</summary>
internal sealed class FinalizationScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StopControl _stop = new();
    private readonly AppDescription _app;
    private readonly RunRecord _run;
    private readonly string _task;

    /// <param name="options">The app's options; null for an export to ONNX.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="meta">The project's meta, with a class <c>kiwi</c>.</param>
    /// <param name="classes">The selected classes.</param>
    public FinalizationScene(AppOptions? options = null, string task = "object detection", string meta = ProjectFolder.Meta, params string[] classes)
    {
        _task = task;
        var project = new ProjectFolder(_folder["Lemons"], meta);
        for (var i = 0; i < 5; i++) project.Image("ds", $"{i}.png", "kiwi");
        _app = App(options ?? new AppOptions { ExportOnnxSupported = true }, task, () => ExportWorks);
        Run = RunFolder.Claim(Workspace);
        _run = new RunRecord
        {
            Run = 1,
            Name = "1_Lemons_Tiny",
            Framework = "Scene",
            Model = "Tiny",
            Created = DateTimeOffset.UnixEpoch,
            ProjectId = 3,
            ProjectDirectory = project.Path,
            ProjectName = "Lemons",
            Seed = 0,
            Devices = ["cpu"],
            Split = "random:60",
            Classes = classes.Length == 0 ? ["kiwi", "lemon"] : classes,
            Exports = ["onnx"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["data"] = "ab", ["device"] = "processor" },
        };
        Run.WriteRecord(_run, new TrainRequest());
        File.WriteAllText(Run.HyperparametersFile, "epochs: 1\n");
        File.WriteAllText(Run.AppStateFile, "{}");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Run.Output, "checkpoints")).FullName, "best.pth"), "weights");
        File.WriteAllText(Path.Combine(Run.Output, "last.pth"), "weights, last");
        File.WriteAllText(Path.Combine(Run.Output, "notes.txt"), "the app's own");
        File.WriteAllText(_folder["elsewhere.pth"], "weights from elsewhere");
        File.WriteAllText(_folder["config.yml"], "width: 8");
        Trained().Write(Run.ExperimentFile);
        var journal = Run.Journal(TimeProvider.System);
        foreach (var state in (RunState[])[RunState.Queued, RunState.Preparing, RunState.Training, RunState.Finalizing]) journal.Enter(state);
    }

    public bool ExportWorks { get; set; } = true;

    /// <summary>A path outside the workspace.</summary>
    public string this[params ReadOnlySpan<string> parts] => _folder[parts];

    /// <summary>Changes what training is said to have returned.</summary>
    public void Change(Func<ExperimentRecord, ExperimentRecord> change) => change(ExperimentRecord.Read(Run.ExperimentFile)!).Write(Run.ExperimentFile);

    /// <summary>Does something with the session that the app's methods would get.</summary>
    public async Task UseSessionAsync(Action<TrainSession> action)
    {
        await using var session = await RunSession.OpenAsync(_app, Run, _run, _stop, TimeProvider.System, CancellationToken.None);
        action(session.Session);
    }

    public RunFolder Run { get; }

    public Workspace Workspace => Workspace.Locate(_folder["workspace"], null);

    public string Artifacts => Run.ReadPublished()!;

    /// <summary>Runs the steps as a worker does.</summary>
    /// <param name="time">The journal's clock; one that fails is a worker that dies before a record.</param>
    public async Task<RunState> FinalizeAsync(TimeProvider? time = null, IReadOnlySet<string>? again = null)
    {
        await using var session = await RunSession.OpenAsync(_app, Run, _run, _stop, TimeProvider.System, CancellationToken.None);
        var context = new FinalizationContext
        {
            App = _app,
            Folder = Run,
            Run = _run,
            Session = session.Session,
            Split = session.Split,
            Time = TimeProvider.System,
            Experiment = ExperimentRecord.Read(Run.ExperimentFile)!,
        };
        return await Finalizer.RunAsync(context, Run.Journal(time ?? TimeProvider.System), again ?? new HashSet<string>(), CancellationToken.None);
    }

    /// <summary>Every published file and its hash.</summary>
    public IReadOnlyDictionary<string, string> Published() => Directory.EnumerateFiles(Artifacts, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Artifacts, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    private static AppDescription App(AppOptions options, string task, Func<bool> exportWorks) => new()
    {
        FrameworkName = "Scene",
        Models = [new ModelInfo { Name = "Tiny", TaskType = task }],
        Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1\n", values => values),
        Options = options,
        Train = (_, _) => throw new InvalidOperationException("The scene has trained."),
        ExportOnnx = async (session, experiment, cancellationToken) =>
        {
            if (!exportWorks()) throw new NotSupportedException("no");
            var file = Path.Combine(session.OutputDirectory, "best.onnx");
            await File.WriteAllTextAsync(file, "graph of " + await File.ReadAllTextAsync(experiment.FindBestCheckpoint(), cancellationToken), cancellationToken);
            return file;
        },
    };

    private ExperimentRecord Trained() => new()
    {
        ModelName = "Tiny",
        TaskType = _task,
        ModelFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["config"] = _folder["config.yml"] },
        Checkpoints = [Path.Combine(Run.Output, "checkpoints", "best.pth"), Path.Combine(Run.Output, "last.pth"), _folder["elsewhere.pth"]],
        BestCheckpoint = "best.pth",
        TrainingSeconds = 2.5,
        Stopped = false,
        Ended = DateTimeOffset.UnixEpoch,
    };
}
