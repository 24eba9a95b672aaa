using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>Checks ids: that none occurs twice, and that images and categories that are named exist.</summary>
internal static class References
{
    /// <summary>How far outside its image a polygon may reach, in sides of the image: what lies beyond is no rounding but an error.</summary>
    private const double Reach = 16;

    public static void Check(CocoSource<CocoGroundTruth> truth, CocoSource<CocoDetections> detections)
    {
        var data = truth.Data;
        if (RepeatOf(data.Images.Ids) is { } image) throw new CocoFileException($"Two images have the id {data.Images.Ids[image]}.", truth.Path);
        if (RepeatOf(data.Categories.Ids) is { } category) throw new CocoFileException($"Two categories have the id {data.Categories.Ids[category]}.", truth.Path);
        if (RepeatOf(data.Ids) is { } annotation) throw truth.ErrorAt(annotation, $"Two annotations have the id {data.Ids[annotation]}.");

        var images = new IdTable(data.Images.Ids);
        var categories = new IdTable(data.Categories.Ids);
        CheckNames(truth, data.ImageIds, images, i => $"Annotation {data.Ids[i]} is in image {data.ImageIds[i]}, which is not among the images.");
        CheckNames(truth, data.CategoryIds, categories, i => $"Annotation {data.Ids[i]} has the category {data.CategoryIds[i]}, which is not among the categories.");
        var found = detections.Data;
        CheckNames(detections, found.ImageIds, images, i => $"Detection {i + 1} is in image {found.ImageIds[i]}, which the annotations do not have.");
        CheckNames(detections, found.CategoryIds, categories, i => $"Detection {i + 1} has the category {found.CategoryIds[i]}, which the annotations do not have.");
        if (data.Keypoints.Length > 0 && found.Keypoints.Length > 0 && data.Keypoints.Length / data.Count != found.Keypoints.Length / found.Count)
            throw detections.ErrorAt(0, $"The detections have {found.Keypoints.Length / found.Count} numbers for their keypoints, the annotations {data.Keypoints.Length / data.Count}.");
        CheckSizes(truth, data.Segmentations, data.ImageIds, data.Images);
        CheckSizes(detections, found.Segmentations, found.ImageIds, data.Images);
    }

    private static void CheckNames<T>(CocoSource<T> source, long[] ids, IdTable known, Func<int, string> message)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            if (known.IndexOf(ids[i]) < 0) throw source.ErrorAt(i, message(i));
        }
    }

    private static void CheckSizes<T>(CocoSource<T> source, CocoSegmentations segmentations, long[] imageIds, CocoImages images)
    {
        if (segmentations.Count == 0) return;
        var sizes = new ImageSizes(images);
        for (var i = 0; i < segmentations.Count; i++)
        {
            if (!segmentations.IsPolygons(i)) continue;
            if (sizes.IsMissing(imageIds[i]))
                throw source.ErrorAt(i, $"This mask of polygons needs the height and width of image {imageIds[i]}, which the annotations do not have.");
            var (height, width) = sizes.Of(imageIds[i]);
            if (ImageSizes.IsTooLarge(height, width))
                throw source.ErrorAt(i, $"Image {imageIds[i]} is of {width}×{height} pixels; masks are compared in images of {int.MaxValue} pixels at most.");
            if (segmentations.FarCoordinate(i, Reach * Math.Max(height, width)) is { } far)
                throw source.ErrorAt(i, FormattableString.Invariant($"{far} is no coordinate in or near image {imageIds[i]} of {width}×{height} pixels."));
        }
    }

    /// <summary>The index of the first id that was there before.</summary>
    private static int? RepeatOf(long[] ids)
    {
        if (new IdTable(ids).Count == ids.Length) return null;
        var seen = new HashSet<long>();
        return Array.FindIndex(ids, id => !seen.Add(id));
    }
}
