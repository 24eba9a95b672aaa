using TorchSharp;
using static TorchSharp.torch;

namespace TrainApp.App.Model;

/// <summary>How well predicted boxes fit, for the loss.</summary>
public static class BoxFit
{
    /// <summary>
    /// Generalized IoU of boxes that share their reference point, so that distances [N,4] to left, top, right and bottom
    /// are enough: no coordinates are needed.
    /// </summary>
    public static Tensor GeneralizedIou(Tensor predicted, Tensor wanted)
    {
        using var scope = NewDisposeScope();
        var shared = AreaOf(minimum(predicted, wanted));
        var union = AreaOf(predicted) + AreaOf(wanted) - shared;
        var hull = AreaOf(maximum(predicted, wanted));
        return (shared / union - (hull - union) / hull).MoveToOuterDisposeScope();
    }

    private static Tensor AreaOf(Tensor distances)
    {
        var sides = distances.narrow(1, 0, 2) + distances.narrow(1, 2, 2);
        return sides.select(1, 0) * sides.select(1, 1);
    }
}
