namespace TrainApp;

/// <summary>
/// What people marked, one array per field and one element per annotation. Give what is to be compared: boxes, masks or
/// keypoints; a field that is left empty takes the value that its description names.
/// </summary>
public sealed record CocoGroundTruth
{
    /// <summary>The images that count.</summary>
    public required CocoImages Images { get; init; }

    /// <summary>The categories that count.</summary>
    public required CocoCategories Categories { get; init; }

    /// <summary>Ids, all different. An annotation with id 0 is used up by a match, yet its detection counts as unmatched: so it is in COCO.</summary>
    public required long[] Ids { get; init; }

    /// <summary>The id of each annotation's image; an annotation of an unknown image does not count.</summary>
    public required long[] ImageIds { get; init; }

    /// <summary>The id of each annotation's category; an annotation of an unknown category does not count.</summary>
    public required long[] CategoryIds { get; init; }

    /// <summary>Square pixels, for the area ranges and the scale of keypoints. Empty: those of the masks, else of the boxes.</summary>
    public double[] Areas { get; init; } = [];

    /// <summary>Whether each annotation stands for a crowd, which takes any number of detections and never counts. Empty: none does.</summary>
    public bool[] Crowds { get; init; } = [];

    /// <summary>Left, top, width and height of each annotation in pixels, four numbers each.</summary>
    public double[] Boxes { get; init; } = [];

    /// <summary>The mask of each annotation.</summary>
    public CocoSegmentations Segmentations { get; init; } = new();

    /// <summary>Across, down and visibility of each keypoint, three numbers each, as many for each annotation; 0 is not labelled.</summary>
    public double[] Keypoints { get; init; } = [];

    /// <summary>How many keypoints of each annotation are labelled; without any it does not count. Empty: counted.</summary>
    public int[] LabelledKeypoints { get; init; } = [];

    /// <summary>Number of annotations.</summary>
    public int Count => Ids.Length;
}
