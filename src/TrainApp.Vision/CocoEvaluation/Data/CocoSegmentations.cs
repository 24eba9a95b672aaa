using System.Runtime.InteropServices;
using TrainApp.Vision.CocoEvaluation;

namespace TrainApp;

/// <summary>
/// The masks of all annotations or detections in order, each as polygons or as run lengths. Their numbers lie one after
/// another in flat lists.
/// </summary>
public sealed class CocoSegmentations
{
    private const int PolygonSize = -1;

    private readonly List<Entry> _entries = [];
    private readonly List<double> _coordinates = [];
    private readonly List<int> _polygonEnds = [];
    private readonly List<int> _runLengths = [];

    /// <summary>Number of masks.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a mask that is the union of polygons.</summary>
    /// <param name="polygons">Across, down of each corner in pixels.</param>
    public void AddPolygons(params ReadOnlySpan<double[]> polygons)
    {
        var builder = BeginPolygons();
        foreach (var corners in polygons)
        {
            foreach (var coordinate in corners) builder.AddCoordinate(coordinate);
            builder.EndPolygon();
        }

        builder.Finish();
    }

    /// <summary>Adds a mask as run lengths.</summary>
    /// <param name="lengths">Pixels outside and inside in turn, column by column, outside first; they cover the image.</param>
    /// <param name="height">Height of the image in pixels.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <exception cref="ArgumentException">A length is negative, they do not cover the image, or it has more than 2³¹ − 1 pixels.</exception>
    public void AddRunLengths(ReadOnlySpan<int> lengths, int height, int width)
    {
        var builder = BeginRunLengths();
        builder.Lengths.AddRange(lengths);
        builder.Finish(height, width);
    }

    internal bool IsPolygons(int index) => _entries[index].Height == PolygonSize;

    /// <summary>Height and width that the run lengths of an annotation are for.</summary>
    internal (int Height, int Width) SizeOf(int index) => (_entries[index].Height, _entries[index].Width);

    /// <summary>Lengths of background and foreground in turn, column by column.</summary>
    internal ReadOnlySpan<int> RunLengthsOf(int index)
    {
        var entry = _entries[index];
        return CollectionsMarshal.AsSpan(_runLengths).Slice(entry.Start, entry.Length);
    }

    internal int PolygonCount(int index) => _entries[index].Length;

    /// <summary>The x, y of each corner of one of the polygons of an annotation.</summary>
    internal ReadOnlySpan<double> PolygonOf(int index, int polygon)
    {
        var end = _entries[index].Start + polygon;
        var start = end == 0 ? 0 : _polygonEnds[end - 1];
        return CollectionsMarshal.AsSpan(_coordinates)[start.._polygonEnds[end]];
    }

    /// <summary>The first coordinate of an annotation's polygons that is farther from 0; null when none is.</summary>
    internal double? FarCoordinate(int index, double most)
    {
        var (first, count) = (_entries[index].Start, _entries[index].Length);
        if (count == 0) return null;
        var start = first == 0 ? 0 : _polygonEnds[first - 1];
        foreach (var coordinate in CollectionsMarshal.AsSpan(_coordinates)[start.._polygonEnds[first + count - 1]])
        {
            if (Math.Abs(coordinate) > most) return coordinate;
        }

        return null;
    }

    internal PolygonBuilder BeginPolygons() => new(this, _polygonEnds.Count);

    internal RunLengthBuilder BeginRunLengths() => new(this, _runLengths.Count);

    private readonly record struct Entry(int Height, int Width, int Start, int Length);

    internal readonly struct PolygonBuilder(CocoSegmentations column, int start)
    {
        public void AddCoordinate(double value) => column._coordinates.Add(value);

        public void EndPolygon() => column._polygonEnds.Add(column._coordinates.Count);

        public void Finish() => column._entries.Add(new Entry(PolygonSize, PolygonSize, start, column._polygonEnds.Count - start));
    }

    internal readonly struct RunLengthBuilder(CocoSegmentations column, int start)
    {
        public List<int> Lengths => column._runLengths;

        public void Finish(int height, int width)
        {
            long sum = 0;
            foreach (var length in CollectionsMarshal.AsSpan(column._runLengths)[start..])
                sum += length >= 0 ? length : throw new ArgumentException($"A run of {length} pixels is none.");
            if (height >= 0 && width >= 0 && ImageSizes.IsTooLarge(height, width))
                throw new ArgumentException($"A mask of {width}×{height} pixels is too large; it has {int.MaxValue} pixels at most.");
            if (height < 0 || width < 0 || sum != (long)height * width)
                throw new ArgumentException($"The run lengths add up to {sum} pixels, not to those of {height} rows and {width} columns.");
            column._entries.Add(new Entry(height, width, start, column._runLengths.Count - start));
        }
    }
}
