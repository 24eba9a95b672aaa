using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>
/// Reads a COCO result file: an array of detections. As in pycocotools, the first detection decides where the areas of
/// all of them come from: its box if it has one, otherwise its mask, otherwise the box around its keypoints.
/// </summary>
internal sealed class DetectionReader
{
    /// <summary>What a detection takes in a file at least, about: lists that need not grow cost half the memory.</summary>
    private const int BytesPerDetection = 88;

    private readonly CocoSimilarity _similarity;
    private readonly List<int> _places;
    private readonly List<long> _imageIds, _categoryIds;
    private readonly List<double> _scores, _areas, _boxes, _keypoints = [];
    private readonly CocoSegmentations _segmentations = new();
    private AreaSource _areaSource;
    private int _numbersPerPerson = -1;

    private DetectionReader(CocoSimilarity similarity, int expected)
    {
        _similarity = similarity;
        (_places, _imageIds, _categoryIds) = (new(expected), new(expected), new(expected));
        (_scores, _areas, _boxes) = (new(expected), new(expected), new(4 * expected));
    }

    private enum AreaSource
    {
        Box,
        Mask,
        Keypoints,
    }

    /// <summary>Whether masks are compared, or boxes and areas come from them.</summary>
    private bool ReadsMasks => _similarity == CocoSimilarity.Masks || _areaSource == AreaSource.Mask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Parsed<CocoDetections> Parse(byte[] json, CocoSimilarity similarity)
    {
        var columns = new DetectionReader(similarity, json.Length / BytesPerDetection);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw reader.Malformed($"A result file is a list of detections, not {reader.Found()}.");
        columns.DecideOnAreas(reader);
        while (reader.ReadNextObject()) columns.ReadDetection(ref reader);
        // Reads on: there must be nothing behind.
        reader.Read();
        return new Parsed<CocoDetections>(columns.Build(), columns._places);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadDetection(ref Utf8JsonReader reader)
    {
        _places.Add((int)reader.TokenStartIndex);
        long? image = null, category = null;
        double? score = null;
        bool hasBox = false, hasMask = false;
        var numbers = 0;
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("image_id"u8)) image = reader.ReadInteger();
            else if (reader.ValueTextEquals("category_id"u8)) category = reader.ReadInteger();
            else if (reader.ValueTextEquals("bbox"u8)) hasBox = reader.ReadBoxInto(_boxes);
            else if (reader.ValueTextEquals("score"u8)) score = reader.ReadDouble();
            else if (ReadsMasks && reader.ValueTextEquals("segmentation"u8))
            {
                SegmentationReader.Read(ref reader, _segmentations);
                hasMask = true;
            }
            else if (_similarity == CocoSimilarity.Keypoints && reader.ValueTextEquals("keypoints"u8)) numbers = reader.ReadArrayInto(_keypoints);
            else reader.SkipValue();
        }

        _imageIds.Add(image ?? throw Lacks("image_id"));
        _categoryIds.Add(category ?? throw Lacks("category_id"));
        _scores.Add(score ?? throw Lacks("score"));
        if (_places.Count == 1) _numbersPerPerson = numbers;
        if (_areaSource == AreaSource.Keypoints && _similarity != CocoSimilarity.Keypoints) throw Lacks(ReadsMasks ? "segmentation" : "bbox");
        if (_similarity == CocoSimilarity.Keypoints && (numbers != _numbersPerPerson || numbers == 0 || numbers % 3 != 0))
            throw Malformed($"has {numbers} numbers for its keypoints, the first one has {_numbersPerPerson}; each keypoint has three");
        if (_boxes.Count > 4 * _places.Count || _segmentations.Count > _places.Count || _keypoints.Count > Math.Max(0, _numbersPerPerson) * _places.Count) throw Malformed("has a field twice");
        AddBox(hasBox);
        if (ReadsMasks && !hasMask) AddMaskOfBox(hasBox);
    }

    /// <summary>Looks ahead at the fields of the first detection.</summary>
    private void DecideOnAreas(Utf8JsonReader ahead)
    {
        bool hasBox = false, hasMask = false;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.StartObject) return;
        while (ahead.ReadNextProperty())
        {
            var (isBox, isMask) = (ahead.ValueTextEquals("bbox"u8), ahead.ValueTextEquals("segmentation"u8));
            ahead.Read();
            hasMask |= isMask;
            hasBox |= isBox && !IsEmpty(ahead);
            ahead.Skip();
        }

        _areaSource = hasBox ? AreaSource.Box : hasMask ? AreaSource.Mask : AreaSource.Keypoints;

        static bool IsEmpty(Utf8JsonReader array) => array.TokenType == JsonTokenType.StartArray && array.Read() && array.TokenType == JsonTokenType.EndArray;
    }

    private void AddBox(bool hasBox)
    {
        if (_areaSource == AreaSource.Box) _areas.Add(hasBox ? _boxes[^2] * _boxes[^1] : throw Lacks("bbox, which the first one has"));
        else if (!hasBox) _boxes.AddRange([double.NaN, double.NaN, double.NaN, double.NaN]);
    }

    /// <summary>Where boxes are the source, a detection without mask covers its box.</summary>
    private void AddMaskOfBox(bool hasBox)
    {
        if (!hasBox || _areaSource != AreaSource.Box) throw Lacks("segmentation");
        double left = _boxes[^4], top = _boxes[^3], right = left + _boxes[^2], bottom = top + _boxes[^1];
        _segmentations.AddPolygons([left, top, left, bottom, right, bottom, right, top]);
    }

    private MalformedCocoException Lacks(string field) => Malformed($"has no {field}");

    private MalformedCocoException Malformed(string what) => new($"Detection {_places.Count} {what}.", _places[^1]);

    private CocoDetections Build() => new()
    {
        ImageIds = [.. _imageIds],
        CategoryIds = [.. _categoryIds],
        Scores = [.. _scores],
        Areas = [.. _areas],
        Boxes = _areaSource == AreaSource.Keypoints ? [] : [.. _boxes],
        Segmentations = _segmentations,
        Keypoints = [.. _keypoints],
    };
}
