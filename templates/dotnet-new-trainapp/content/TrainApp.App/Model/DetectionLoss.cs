using TorchSharp;
using static TorchSharp.torch;

namespace TrainApp.App.Model;

/// <summary>A focal loss on the map of classes and a GIoU loss on the cells that own an object.</summary>
public static class DetectionLoss
{
    /// <param name="logits">Predicted logits [B,cells,classes].</param>
    /// <param name="distances">Predicted distances [B,cells,4].</param>
    /// <param name="targets">What they should be.</param>
    /// <param name="boxWeight">What the box loss counts against the class loss.</param>
    public static Tensor Compute(Tensor logits, Tensor distances, TargetMaps targets, double boxWeight)
    {
        using var scope = NewDisposeScope();
        var classLoss = Focal(logits, targets.Heat) / targets.Objects;

        var weights = targets.Weights.flatten();
        var owned = weights.nonzero().squeeze(1);
        var fit = BoxFit.GeneralizedIou(
            distances.flatten(0, 1).index_select(0, owned),
            targets.Distances.flatten(0, 1).index_select(0, owned));
        var boxLoss = ((1 - fit) * weights.index_select(0, owned)).sum() / weights.sum().clamp_min(1);
        return (classLoss + boxWeight * boxLoss).MoveToOuterDisposeScope();
    }

    /// <summary>Cells with heat 1 are objects; the others count less the warmer they are.</summary>
    private static Tensor Focal(Tensor logits, Tensor heat)
    {
        var chance = logits.sigmoid();
        var hit = (1 - chance).square() * nn.functional.logsigmoid(logits);
        var miss = (1 - heat).pow(4) * chance.square() * nn.functional.logsigmoid(-logits);
        return -where(heat.ge(1), hit, miss).sum();
    }
}
