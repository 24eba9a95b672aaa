using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>Reads a COCO annotation file; only the fields that the evaluation needs.</summary>
internal sealed class GroundTruthReader
{
    private readonly CocoSimilarity _similarity;
    private readonly List<long> _imageIds = [], _categoryIds = [];
    private readonly List<int> _heights = [], _widths = [];
    private readonly List<string> _names = [];
    private readonly List<int> _places = [];
    private readonly List<long> _ids = [], _imageOf = [], _categoryOf = [];
    private readonly List<double> _areas = [], _boxes = [], _keypoints = [];
    private readonly List<bool> _crowds = [];
    private readonly List<int> _labelled = [];
    private readonly CocoSegmentations _segmentations = new();
    private int _numbersPerPerson = -1;

    private GroundTruthReader(CocoSimilarity similarity) => _similarity = similarity;

    private delegate void ItemReader(ref Utf8JsonReader reader);

    public static Parsed<CocoGroundTruth> Parse(byte[] json, CocoSimilarity similarity)
    {
        var columns = new GroundTruthReader(similarity);
        var reader = new Utf8JsonReader(json);
        columns.ReadFile(ref reader);
        return new Parsed<CocoGroundTruth>(columns.Build(), columns._places);
    }

    private void ReadFile(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw reader.Malformed($"An annotation file is an object with images, categories and annotations, not {reader.Found()}.");
        bool hasImages = false, hasCategories = false, hasAnnotations = false;
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("images"u8)) hasImages = ReadItems(ref reader, ReadImage);
            else if (reader.ValueTextEquals("categories"u8)) hasCategories = ReadItems(ref reader, ReadCategory);
            else if (reader.ValueTextEquals("annotations"u8)) hasAnnotations = ReadItems(ref reader, ReadAnnotation);
            else reader.SkipValue();
        }

        if (!hasImages || !hasCategories || !hasAnnotations)
            throw new MalformedCocoException($"The file has no {(!hasImages ? "images" : !hasCategories ? "categories" : "annotations")}: an annotation file has images, categories and annotations.", 0);
        // Reads on: there must be nothing behind.
        reader.Read();
    }

    private static bool ReadItems(ref Utf8JsonReader reader, ItemReader readItem)
    {
        reader.ReadStartArray();
        while (reader.ReadNextObject()) readItem(ref reader);
        return true;
    }

    private void ReadImage(ref Utf8JsonReader reader)
    {
        var place = reader.TokenStartIndex;
        long? id = null;
        int height = 0, width = 0;
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("id"u8)) id = reader.ReadInteger();
            else if (reader.ValueTextEquals("height"u8)) height = reader.ReadSize();
            else if (reader.ValueTextEquals("width"u8)) width = reader.ReadSize();
            else reader.SkipValue();
        }

        _imageIds.Add(id ?? throw new MalformedCocoException($"Image {_imageIds.Count + 1} of the list has no id.", place));
        _heights.Add(height);
        _widths.Add(width);
    }

    private void ReadCategory(ref Utf8JsonReader reader)
    {
        var place = reader.TokenStartIndex;
        long? id = null;
        var name = "";
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("id"u8)) id = reader.ReadInteger();
            else if (reader.ValueTextEquals("name"u8)) name = reader.ReadText();
            else reader.SkipValue();
        }

        _categoryIds.Add(id ?? throw new MalformedCocoException($"Category {_categoryIds.Count + 1} of the list has no id.", place));
        _names.Add(name);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadAnnotation(ref Utf8JsonReader reader)
    {
        _places.Add((int)reader.TokenStartIndex);
        long? id = null, image = null, category = null;
        double? area = null;
        bool crowd = false, hasBox = false, hasMask = false;
        int labelled = -1, numbers = 0;
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("id"u8)) id = reader.ReadInteger();
            else if (reader.ValueTextEquals("image_id"u8)) image = reader.ReadInteger();
            else if (reader.ValueTextEquals("category_id"u8)) category = reader.ReadInteger();
            else if (reader.ValueTextEquals("area"u8)) area = reader.ReadDouble();
            else if (reader.ValueTextEquals("iscrowd"u8)) crowd = reader.ReadFlag();
            else if (_similarity != CocoSimilarity.Masks && reader.ValueTextEquals("bbox"u8)) hasBox = reader.ReadBoxInto(_boxes);
            else if (_similarity == CocoSimilarity.Masks && reader.ValueTextEquals("segmentation"u8))
            {
                SegmentationReader.Read(ref reader, _segmentations);
                hasMask = true;
            }
            else if (_similarity == CocoSimilarity.Keypoints && reader.ValueTextEquals("keypoints"u8)) numbers = reader.ReadArrayInto(_keypoints);
            else if (reader.ValueTextEquals("num_keypoints"u8)) labelled = reader.ReadSize();
            else reader.SkipValue();
        }

        _ids.Add(id ?? throw Malformed($"Annotation {_places.Count} of the list has no id."));
        _imageOf.Add(image ?? throw Lacks("image_id"));
        _categoryOf.Add(category ?? throw Lacks("category_id"));
        _areas.Add(area ?? throw Lacks("area"));
        _crowds.Add(crowd);
        if (_similarity == CocoSimilarity.Masks ? !hasMask : !hasBox) throw Lacks(_similarity == CocoSimilarity.Masks ? "segmentation" : "bbox");
        if (_boxes.Count > 4 * _places.Count || _segmentations.Count > _places.Count) throw Malformed($"Annotation {id} has a field twice.");
        if (_similarity != CocoSimilarity.Keypoints) return;
        _labelled.Add(labelled >= 0 ? labelled : throw Lacks("num_keypoints"));
        if (_numbersPerPerson < 0) _numbersPerPerson = numbers;
        if (numbers != _numbersPerPerson || numbers == 0 || numbers % 3 != 0 || _keypoints.Count > numbers * _places.Count) throw Malformed($"Annotation {id} has {numbers} numbers for its keypoints, the first one has {_numbersPerPerson}; each keypoint has three.");

        MalformedCocoException Lacks(string field) => Malformed($"Annotation {id} has no {field}.");
    }

    private MalformedCocoException Malformed(string message) => new(message, _places[^1]);

    private CocoGroundTruth Build() => new()
    {
        Images = new CocoImages([.. _imageIds], [.. _heights], [.. _widths]),
        Categories = new CocoCategories([.. _categoryIds], [.. _names]),
        Ids = [.. _ids],
        ImageIds = [.. _imageOf],
        CategoryIds = [.. _categoryOf],
        Areas = [.. _areas],
        Crowds = [.. _crowds],
        Boxes = [.. _boxes],
        Segmentations = _segmentations,
        Keypoints = [.. _keypoints],
        LabelledKeypoints = [.. _labelled],
    };
}
