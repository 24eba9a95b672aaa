using System.Runtime.InteropServices;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.CocoEvaluation.Regions;

/// <summary>A mask as start and end of each foreground interval, pixels counted column by column.</summary>
internal readonly record struct Region(ArraySegment<int> Intervals, int Height, int Width, int Area, RegionBox Box);

/// <summary>The smallest box around a mask; right and bottom lie outside. Empty for a mask without pixels.</summary>
internal readonly record struct RegionBox(int Left, int Top, int Right, int Bottom);

/// <summary>The masks of all annotations of a file. Their intervals lie one after another, one array per chunk of annotations.</summary>
internal static class RegionTable
{
    private const int ChunkSize = 256;

    /// <summary>Builds all masks; <paramref name="sizeOf"/> gives the height and width of an annotation's image, asked for polygons only.</summary>
    public static Region[] Build(CocoSegmentations segmentations, Func<int, (int Height, int Width)> sizeOf, ParallelOptions options)
    {
        var masks = new Region[segmentations.Count];
        var chunks = (masks.Length + ChunkSize - 1) / ChunkSize;
        Parallel.For(0, chunks, options, () => new Worker(segmentations, sizeOf), (chunk, _, worker) =>
        {
            var start = chunk * ChunkSize;
            worker.Build(start, masks.AsSpan(start, Math.Min(ChunkSize, masks.Length - start)));
            return worker;
        }, _ => { });
        return masks;
    }

    private sealed class Worker(CocoSegmentations segmentations, Func<int, (int Height, int Width)> sizeOf)
    {
        private readonly List<int> _intervals = [];
        private readonly PolygonRasterizer _rasterizer = new();

        public void Build(int first, Span<Region> masks)
        {
            _intervals.Clear();
            Span<int> starts = stackalloc int[ChunkSize + 1];
            for (var i = 0; i < masks.Length; i++)
            {
                starts[i] = _intervals.Count;
                masks[i] = segmentations.IsPolygons(first + i) ? AddPolygons(first + i) : AddRuns(first + i);
            }

            starts[masks.Length] = _intervals.Count;
            int[] intervals = [.. _intervals];
            for (var i = 0; i < masks.Length; i++)
            {
                var own = new ArraySegment<int>(intervals, starts[i], starts[i + 1] - starts[i]);
                masks[i] = Measure(own, masks[i].Height, masks[i].Width);
            }
        }

        private Region AddPolygons(int index)
        {
            var (height, width) = sizeOf(index);
            var start = _intervals.Count;
            var polygons = segmentations.PolygonCount(index);
            for (var i = 0; i < polygons && height > 0 && width > 0; i++) _rasterizer.Rasterize(segmentations.PolygonOf(index, i), height, width, _intervals);

            if (polygons > 1)
            {
                var length = Union(CollectionsMarshal.AsSpan(_intervals)[start..]);
                CollectionsMarshal.SetCount(_intervals, start + length);
            }

            return new Region(default, height, width, 0, default);
        }

        private Region AddRuns(int index)
        {
            var (height, width) = segmentations.SizeOf(index);
            int first = _intervals.Count, place = 0;
            var isForeground = false;
            foreach (var length in segmentations.RunLengthsOf(index))
            {
                if (isForeground && length > 0)
                {
                    if (_intervals.Count > first && _intervals[^1] == place) _intervals[^1] = place + length;
                    else
                    {
                        _intervals.Add(place);
                        _intervals.Add(place + length);
                    }
                }

                place += length;
                isForeground = !isForeground;
            }

            return new Region(default, height, width, 0, default);
        }
    }

    /// <summary>Makes intervals that may overlap into disjoint ones, in place; returns how many numbers remain.</summary>
    private static int Union(Span<int> bounds)
    {
        var intervals = MemoryMarshal.Cast<int, (int Start, int End)>(bounds);
        intervals.Sort();
        var count = 0;
        foreach (var (start, end) in intervals)
        {
            if (count > 0 && start <= intervals[count - 1].End) intervals[count - 1].End = Math.Max(intervals[count - 1].End, end);
            else intervals[count++] = (start, end);
        }

        return 2 * count;
    }

    private static Region Measure(ArraySegment<int> intervals, int height, int width)
    {
        int area = 0, left = width, top = height, right = 0, bottom = 0;
        for (var i = 0; i < intervals.Count; i += 2)
        {
            var (start, last) = (intervals[i], intervals[i + 1] - 1);
            var (startColumn, startRow) = Math.DivRem(start, height);
            var (lastColumn, lastRow) = Math.DivRem(last, height);
            area += last - start + 1;
            left = Math.Min(left, startColumn);
            right = Math.Max(right, lastColumn + 1);
            var isOneColumn = startColumn == lastColumn;
            top = Math.Min(top, isOneColumn ? startRow : 0);
            bottom = Math.Max(bottom, isOneColumn ? lastRow + 1 : height);
        }

        var box = area > 0 ? new RegionBox(left, top, right, bottom) : default;
        return new Region(intervals, height, width, area, box);
    }
}
