namespace TrainApp.Training;

/// <summary>What happened in the training loop.</summary>
internal enum TrainLoggerEventKind
{
    /// <summary>Training begins.</summary>
    TrainStarted,

    /// <summary>An epoch begins.</summary>
    EpochStarted,

    /// <summary>A step is done.</summary>
    StepFinished,

    /// <summary>An epoch is done.</summary>
    EpochFinished,

    /// <summary>Training is done.</summary>
    TrainFinished,

    /// <summary>Metrics between steps, at a step that the app names.</summary>
    Logged,

    /// <summary>Use of the machine, sampled beside the training loop.</summary>
    Sampled,
}

/// <summary>One event of the training loop, with the place in training where it happened. It never changes.</summary>
internal readonly record struct TrainLoggerEvent
{
    /// <summary>The epoch of an event before the first epoch.</summary>
    public const int NoEpoch = -1;

    /// <summary>What happened.</summary>
    public required TrainLoggerEventKind Kind { get; init; }

    /// <summary>The epoch as the app numbers it, or <see cref="NoEpoch"/>.</summary>
    public required int Epoch { get; init; }

    /// <summary>The step since training began, as counted or as the app gave it.</summary>
    public required long Step { get; init; }

    /// <summary>Unix time in seconds, with its fraction; it never goes back.</summary>
    public required double WallTime { get; init; }

    /// <summary>Epochs of the training, or steps of the epoch, that begins; null when unknown or another event.</summary>
    public int? Total { get; init; }

    /// <summary>Values by name; NaN and infinities are values.</summary>
    public required KeyValuePair<string, double>[] Metrics { get; init; }

    /// <summary>What <see cref="Metrics"/> are plotted against.</summary>
    public MetricAxis Axis => Kind switch
    {
        TrainLoggerEventKind.EpochFinished => MetricAxis.Epoch,
        TrainLoggerEventKind.Sampled => MetricAxis.Time,
        _ => MetricAxis.Step,
    };
}
