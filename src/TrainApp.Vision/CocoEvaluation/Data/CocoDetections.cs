namespace TrainApp;

/// <summary>
/// What a model found, one array per field and one element per detection. Give what is to be compared: boxes, masks or
/// keypoints.
/// </summary>
public sealed record CocoDetections
{
    /// <summary>The id of each detection's image.</summary>
    public required long[] ImageIds { get; init; }

    /// <summary>The id of each detection's category; a detection of an unknown category does not count.</summary>
    public required long[] CategoryIds { get; init; }

    /// <summary>How sure the model is of each.</summary>
    public required double[] Scores { get; init; }

    /// <summary>
    /// Square pixels: an unmatched detection counts in the ranges that hold its area. Empty: those of the masks, else of
    /// the boxes, else of the boxes around the keypoints.
    /// </summary>
    public double[] Areas { get; init; } = [];

    /// <summary>Left, top, width and height of each detection in pixels, four numbers each; NaN stands for the box around its mask.</summary>
    public double[] Boxes { get; init; } = [];

    /// <summary>The mask of each detection.</summary>
    public CocoSegmentations Segmentations { get; init; } = new();

    /// <summary>Across, down and a third number, which is not used, of each keypoint; as many for each detection.</summary>
    public double[] Keypoints { get; init; } = [];

    /// <summary>Number of detections.</summary>
    public int Count => Scores.Length;
}
