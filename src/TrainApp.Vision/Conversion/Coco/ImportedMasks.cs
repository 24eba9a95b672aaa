using System.Text.Json;
using TrainApp.Projects;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Reads segmentations as the pixels that COCO's own tools see: polygons of several rings, run lengths as numbers or as text.</summary>
internal static class ImportedMasks
{
    /// <summary>Whether there is one.</summary>
    public static bool IsGiven(JsonElement annotation, out JsonElement segmentation)
    {
        segmentation = annotation.Member("segmentation") ?? default;
        return segmentation.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Array) || (segmentation.ValueKind == JsonValueKind.Array && segmentation.GetArrayLength() > 0);
    }

    /// <summary>The pixels; null when there are none.</summary>
    /// <exception cref="MalformedDataException">It has another form.</exception>
    /// <exception cref="InvalidDataException">Its run lengths do not fit the image.</exception>
    public static Mask? Read(JsonElement segmentation, ListedImage image) => segmentation.ValueKind switch
    {
        JsonValueKind.Array => ReadRings(segmentation, image),
        JsonValueKind.Object => ReadRuns(segmentation, image),
        _ => throw new MalformedDataException("'segmentation' is neither a list of polygons nor run lengths."),
    };

    private static Mask? ReadRings(JsonElement rings, ListedImage image)
    {
        var rasterizer = new PolygonRasterizer();
        var union = new MaskUnion(image.Width, image.Height);
        foreach (var ring in rings.EnumerateArray())
        {
            if (ring.ValueKind != JsonValueKind.Array) throw new MalformedDataException("'segmentation' is a list of polygons, each [x1, y1, x2, y2, …].");
            double[] corners = [.. ring.EnumerateArray().Select(number => Coordinate(number, image))];
            if (corners.Length < 6 || corners.Length % 2 != 0) throw new MalformedDataException($"a polygon has {corners.Length} numbers, expected two for each of at least three corners.");
            var edges = new List<int>();
            rasterizer.Rasterize(corners, image.Height, image.Width, edges);
            union.Add(RunLengths.ToMask(Runs(edges, image.Width * image.Height), image.Width, image.Height));
        }

        return union.Mask;
    }

    private static double Coordinate(JsonElement number, ListedImage image)
    {
        // Far outside, the grid that corners are rounded to would overflow.
        var most = 16d * Math.Max(image.Width, image.Height);
        return number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && Math.Abs(value) <= most
            ? value
            : throw new MalformedDataException($"{number.GetRawText()} is no coordinate in or near the image of {image.Width}×{image.Height} pixels.");
    }

    /// <summary>Run lengths of places at which the inside begins and ends in turn.</summary>
    private static int[] Runs(List<int> edges, int all)
    {
        var runs = new int[edges.Count + 1];
        var before = 0;
        for (var i = 0; i < edges.Count; i++) (runs[i], before) = (edges[i] - before, edges[i]);
        runs[^1] = all - before;
        return runs;
    }

    private static Mask? ReadRuns(JsonElement segmentation, ListedImage image)
    {
        if (segmentation.Member("size") is not { ValueKind: JsonValueKind.Array } size || size.GetArrayLength() != 2 || !size[0].TryGetInt32(out var height) || !size[1].TryGetInt32(out var width))
            throw new MalformedDataException("'segmentation' has no 'size': [height, width].");
        if ((width, height) != (image.Width, image.Height))
            throw new MalformedDataException($"its mask is of {width}×{height} pixels, the image '{image.FileName}' of {image.Width}×{image.Height}.");
        var counts = segmentation.Member("counts");
        int[] runs = counts?.ValueKind switch
        {
            JsonValueKind.String => CompressedRuns.Decode(counts.Value.GetString()!),
            JsonValueKind.Array => [.. counts.Value.EnumerateArray().Select(Run)],
            _ => throw new MalformedDataException("'segmentation' has no 'counts': a list of run lengths, or their text."),
        };
        return RunLengths.ToMask(runs, width, height);
    }

    private static int Run(JsonElement number) => number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var run) && run >= 0
        ? run
        : throw new MalformedDataException($"{number.GetRawText()} in 'counts' is no run length.");
}
