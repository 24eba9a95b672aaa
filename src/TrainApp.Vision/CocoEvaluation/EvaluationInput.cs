using TrainApp.Vision.CocoEvaluation.Ordering;
using TrainApp.Vision.CocoEvaluation.Regions;

namespace TrainApp.Vision.CocoEvaluation;

/// <summary>What is compared, checked and complete: every field that the evaluation reads is there.</summary>
internal sealed record EvaluationInput(CocoGroundTruth Truth, CocoDetections Detections, Region[] TruthRegions, Region[] DetectionRegions)
{
    public static EvaluationInput Create(CocoGroundTruth truth, CocoDetections detections, CocoEvaluationSettings settings, ParallelOptions options)
    {
        Check(truth, settings);
        Check(detections, settings);
        var sizes = new ImageSizes(truth.Images);
        var truthRegions = settings.Similarity == CocoSimilarity.Masks ? Build(truth.Segmentations, truth.ImageIds, sizes, options) : [];
        var detectionRegions = Build(detections.Segmentations, detections.ImageIds, sizes, options);
        return new EvaluationInput(Complete(truth, truthRegions, settings), Complete(detections, detectionRegions, settings), truthRegions, detectionRegions);
    }

    private static void Check(CocoGroundTruth truth, CocoEvaluationSettings settings)
    {
        var count = truth.Count;
        SameLength(truth.ImageIds.Length, count, nameof(truth.ImageIds));
        SameLength(truth.CategoryIds.Length, count, nameof(truth.CategoryIds));
        OptionalLength(truth.Areas.Length, count, nameof(truth.Areas));
        OptionalLength(truth.Crowds.Length, count, nameof(truth.Crowds));
        if (settings.Similarity == CocoSimilarity.Masks) SameLength(truth.Segmentations.Count, count, nameof(truth.Segmentations));
        else SameLength(truth.Boxes.Length, 4 * count, nameof(truth.Boxes));
        if (settings.Similarity == CocoSimilarity.Keypoints)
        {
            SameLength(truth.Keypoints.Length, 3 * settings.Sigmas.Length * count, nameof(truth.Keypoints));
            OptionalLength(truth.LabelledKeypoints.Length, count, nameof(truth.LabelledKeypoints));
        }

        Distinct(truth.Ids, "annotations");
        Distinct(truth.Images.Ids, "images");
        Distinct(truth.Categories.Ids, "categories");
    }

    private static void Check(CocoDetections detections, CocoEvaluationSettings settings)
    {
        var count = detections.Count;
        SameLength(detections.ImageIds.Length, count, nameof(detections.ImageIds));
        SameLength(detections.CategoryIds.Length, count, nameof(detections.CategoryIds));
        OptionalLength(detections.Areas.Length, count, nameof(detections.Areas));
        OptionalLength(detections.Segmentations.Count, count, nameof(detections.Segmentations));
        OptionalLength(detections.Boxes.Length, 4 * count, nameof(detections.Boxes));
        if (settings.Similarity == CocoSimilarity.Masks) SameLength(detections.Segmentations.Count, count, nameof(detections.Segmentations));
        if (settings.Similarity == CocoSimilarity.Boxes && detections.Segmentations.Count == 0) SameLength(detections.Boxes.Length, 4 * count, nameof(detections.Boxes));
        if (settings.Similarity == CocoSimilarity.Keypoints) SameLength(detections.Keypoints.Length, 3 * settings.Sigmas.Length * count, nameof(detections.Keypoints));
        if (Array.FindIndex(detections.Scores, double.IsNaN) is int index and >= 0) throw new ArgumentException($"The score of detection {index} is not a number.");
    }

    private static void SameLength(int length, int expected, string field)
    {
        if (length != expected) throw new ArgumentException($"{field} has {length} elements instead of {expected}.");
    }

    private static void OptionalLength(int length, int expected, string field)
    {
        if (length != 0) SameLength(length, expected, field);
    }

    private static void Distinct(long[] ids, string what)
    {
        if (new IdTable(ids).Count < ids.Length) throw new ArgumentException($"Two {what} have the same id.");
    }

    private static Region[] Build(CocoSegmentations segmentations, long[] imageIds, ImageSizes sizes, ParallelOptions options)
    {
        for (var i = 0; i < segmentations.Count; i++)
        {
            if (!segmentations.IsPolygons(i)) continue;
            if (sizes.IsMissing(imageIds[i]))
                throw new ArgumentException($"Image {imageIds[i]} has no height and width, which a mask of polygons needs.");
            if (sizes.Of(imageIds[i]) is var (height, width) && ImageSizes.IsTooLarge(height, width))
                throw new ArgumentException($"Image {imageIds[i]} is of {width}×{height} pixels; masks are compared in images of {int.MaxValue} pixels at most.");
        }

        return RegionTable.Build(segmentations, i => sizes.Of(imageIds[i]), options);
    }

    private static CocoGroundTruth Complete(CocoGroundTruth truth, Region[] regions, CocoEvaluationSettings settings) => truth with
    {
        Areas = truth.Areas.Length == truth.Count ? truth.Areas : regions.Length > 0 ? AreasOf(regions) : AreasOf(truth.Boxes),
        Crowds = truth.Crowds.Length == truth.Count ? truth.Crowds : new bool[truth.Count],
        LabelledKeypoints = settings.Similarity != CocoSimilarity.Keypoints || truth.LabelledKeypoints.Length == truth.Count
            ? truth.LabelledKeypoints
            : CountLabelled(truth.Keypoints, truth.Count),
    };

    private static CocoDetections Complete(CocoDetections detections, Region[] regions, CocoEvaluationSettings settings)
    {
        var boxes = settings.Similarity == CocoSimilarity.Boxes && regions.Length > 0 ? Complete(detections.Boxes, regions) : detections.Boxes;
        if (detections.Areas.Length == detections.Count) return detections with { Boxes = boxes };
        var areas = regions.Length > 0 ? AreasOf(regions)
            : boxes.Length > 0 ? AreasOf(boxes)
            : AreasAround(detections.Keypoints, detections.Count);
        return detections with { Boxes = boxes, Areas = areas };
    }

    /// <summary>Gives detections without a box the one around their mask.</summary>
    private static double[] Complete(double[] boxes, Region[] regions)
    {
        var complete = new double[4 * regions.Length];
        for (var i = 0; i < regions.Length; i++)
        {
            var box = regions[i].Box;
            ReadOnlySpan<double> around = [box.Left, box.Top, box.Right - box.Left, box.Bottom - box.Top];
            var own = boxes.Length == 0 || double.IsNaN(boxes[4 * i]) ? around : boxes.AsSpan(4 * i, 4);
            own.CopyTo(complete.AsSpan(4 * i));
        }

        return complete;
    }

    private static double[] AreasOf(Region[] regions) => Array.ConvertAll(regions, region => (double)region.Area);

    private static double[] AreasOf(double[] boxes)
    {
        var areas = new double[boxes.Length / 4];
        for (var i = 0; i < areas.Length; i++) areas[i] = boxes[(4 * i) + 2] * boxes[(4 * i) + 3];
        return areas;
    }

    private static double[] AreasAround(double[] keypoints, int count)
    {
        var areas = new double[count];
        for (var i = 0; i < count; i++)
        {
            double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
            var points = keypoints.AsSpan(keypoints.Length / count * i, keypoints.Length / count);
            for (var j = 0; j < points.Length; j += 3)
            {
                (left, right) = (Math.Min(left, points[j]), Math.Max(right, points[j]));
                (top, bottom) = (Math.Min(top, points[j + 1]), Math.Max(bottom, points[j + 1]));
            }

            areas[i] = (right - left) * (bottom - top);
        }

        return areas;
    }

    private static int[] CountLabelled(double[] keypoints, int count)
    {
        var labelled = new int[count];
        for (var i = 2; i < keypoints.Length; i += 3) labelled[i / (keypoints.Length / count)] += keypoints[i] > 0 ? 1 : 0;
        return labelled;
    }
}
