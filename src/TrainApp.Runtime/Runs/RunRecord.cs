using TrainApp.Preparation;

namespace TrainApp.Runs;

/// <summary>What a run was asked for, resolved once and never changed.</summary>
internal sealed record RunRecord
{
    /// <summary>Number of the run.</summary>
    public required int Run { get; init; }

    /// <summary>The experiment's name, <c>{run}_{project}_{model}</c> unless one was given.</summary>
    public required string Name { get; init; }

    /// <summary>The app's framework name.</summary>
    public required string Framework { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The earlier run's checkpoint that it starts from; null for a model of the catalog.</summary>
    public BaseCheckpoint? Base { get; init; }

    /// <summary>When the run was made, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The project's number in the workspace.</summary>
    public required long ProjectId { get; init; }

    /// <summary>The project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The project's name.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The seed that the run uses.</summary>
    public required long Seed { get; init; }

    /// <summary>The devices, the first one being the main one.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>The split, spelled out.</summary>
    public required string Split { get; init; }

    /// <summary>Selected classes in the order of the project's meta.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Selected tags in the order of the project's meta; null in records that know no choice of tags: all.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The task whose shape labels are converted to; null where nothing needs it.</summary>
    public TaskShape? Conversion { get; init; }

    /// <summary>Whether images are linked to the workspace's cache.</summary>
    public bool Cache { get; init; } = true;

    /// <summary>Exports to make after training: <c>onnx</c>, <c>tensorrt</c>.</summary>
    public required IReadOnlyList<string> Exports { get; init; }

    /// <summary>Whether the best checkpoint is evaluated after training.</summary>
    public bool Benchmark { get; init; }

    /// <summary>Whether the speed of inference is measured, too.</summary>
    public bool SpeedTest { get; init; }

    /// <summary>Versions, machine and revision: what is needed to repeat the run.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}

/// <summary>A checkpoint of an earlier run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Name">The checkpoint's file name.</param>
/// <param name="Link">Its place in the workspace: <c>/experiments/27_Lemons/265_RT-DETRv2/checkpoints/best.pth</c>.</param>
internal sealed record BaseCheckpoint(int Run, string Name, string Link);

/// <summary>What <c>run.json</c> holds beside the request's own options.</summary>
internal sealed record RunDocument(RunRecord? Resolved);

/// <summary><c>worker.json</c>: the process that works on the run.</summary>
internal sealed record WorkerRecord(int Process, DateTimeOffset Started);

/// <summary><c>control.json</c>: when the run was asked to stop: after its <c>step</c>, its <c>epoch</c>, or at once (<c>kill</c>).</summary>
internal sealed record StopRequest(string Stop, DateTimeOffset Time);
