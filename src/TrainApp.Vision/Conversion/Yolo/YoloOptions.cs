namespace TrainApp;

/// <summary>What the label files of YOLO hold.</summary>
public enum YoloTask
{
    /// <summary>Boxes.</summary>
    Detect,

    /// <summary>Outlines.</summary>
    Segment,

    /// <summary>Boxes with key points.</summary>
    Pose,
}

/// <summary>How datasets are written as YOLO files.</summary>
public sealed record YoloOptions
{
    /// <summary>What the label files hold.</summary>
    public YoloTask Task { get; init; }

    /// <summary>
    /// Datasets whose images are for validation, by full name; all others are for training. Null: an image is for validation if
    /// it has the tag <c>val</c>, or if it has neither that tag nor <c>train</c> and its dataset is called <c>val</c>.
    /// </summary>
    public IReadOnlyCollection<string>? ValidationDatasets { get; init; }

    /// <summary>
    /// Whether to write what the reference writes for <see cref="YoloTask.Detect"/> and <see cref="YoloTask.Segment"/>: centres
    /// rounded down to pixels, polygons without holes, corners at the upper left of their pixels, files named after the
    /// dataset's short name, for validation by the tag <c>val</c> alone. Else all geometry is exact.
    /// </summary>
    public bool IsReferenceCompatible { get; init; }
}
