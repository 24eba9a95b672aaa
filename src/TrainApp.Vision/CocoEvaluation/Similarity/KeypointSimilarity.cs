using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation.Similarity;

/// <summary>
/// Object keypoint similarity: exp(-d² / 2s²k²) averaged over the labelled keypoints, where d is the distance of two points,
/// s² the area of the person and k twice the sigma of the keypoint. A person without labelled keypoints is compared by the
/// distance of each point to the person's box, enlarged by its width and height on every side.
/// </summary>
internal readonly struct KeypointSimilarity : ISimilarity
{
    private readonly CocoGroundTruth _truth;
    private readonly EvaluationOrder _order;
    private readonly double[] _detectionPoints;
    private readonly double[] _variances;

    public KeypointSimilarity(CocoGroundTruth truth, CocoDetections detections, EvaluationOrder order, ReadOnlySpan<double> sigmas)
    {
        (_truth, _order, _detectionPoints) = (truth, order, detections.Keypoints);
        _variances = new double[sigmas.Length];
        for (var i = 0; i < sigmas.Length; i++) _variances[i] = sigmas[i] * 2 * (sigmas[i] * 2);
    }

    public double Between(int detection, int truth, double lowestThreshold)
    {
        int length = 3 * _variances.Length, annotation = _order.Truths[truth];
        var found = _detectionPoints.AsSpan(_order.Detections[detection] * length, length);
        var marked = _truth.Keypoints.AsSpan(annotation * length, length);
        var scale = _truth.Areas[annotation] + CocoEvaluationSettings.Tiny;
        double sum = 0;
        var labelled = 0;
        for (var i = 0; i < length; i += 3)
        {
            if (marked[i + 2] > 0)
            {
                double dx = found[i] - marked[i], dy = found[i + 1] - marked[i + 1];
                sum += Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[i / 3] / scale / 2));
                labelled++;
            }
        }

        return labelled > 0 ? sum / labelled : ToBox(found, _truth.Boxes.AsSpan(4 * annotation, 4), scale);
    }

    private double ToBox(ReadOnlySpan<double> found, ReadOnlySpan<double> box, double scale)
    {
        double left = box[0] - box[2], right = box[0] + (box[2] * 2);
        double top = box[1] - box[3], bottom = box[1] + (box[3] * 2);
        double sum = 0;
        for (var i = 0; i < found.Length; i += 3)
        {
            var dx = Math.Max(0, left - found[i]) + Math.Max(0, found[i] - right);
            var dy = Math.Max(0, top - found[i + 1]) + Math.Max(0, found[i + 1] - bottom);
            sum += Math.Exp(-(((dx * dx) + (dy * dy)) / _variances[i / 3] / scale / 2));
        }

        return sum / _variances.Length;
    }
}
