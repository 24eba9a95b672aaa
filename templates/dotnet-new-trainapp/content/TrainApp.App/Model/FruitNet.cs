using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainApp.App.Model;

/// <summary>
/// A single-stage, anchor-free detector with one output level. Every cell of an 8-pixel grid predicts a logit per class
/// and the distances from the cell's middle to the four edges of a box, in units of the stride.
/// </summary>
public sealed partial class FruitNet : Module<Tensor, (Tensor Logits, Tensor Distances)>
{
    /// <summary>Pixels between two neighbouring cells.</summary>
    public const int Stride = 8;

    /// <summary>Images must be a multiple of it: the coarse level is halved once more.</summary>
    public const int SizeStep = 16;

    /// <summary>The chance of an object in a cell before training; a low one keeps the first loss calm.</summary>
    private const double PriorChance = 0.01;

    /// <summary>The distance, in strides, that a cell predicts before training.</summary>
    private const double PriorDistance = 2;

    private readonly int classes;
    private readonly Sequential fine;    // stride 8, 4 * width channels
    private readonly Sequential coarse;  // stride 16: sees the surroundings of an object
    private readonly Conv2d lateral;
    private readonly Sequential topDown;
    private readonly Sequential head;
    private readonly Conv2d output;

    /// <param name="classes">Number of classes.</param>
    /// <param name="width">Channels after the first convolution, a multiple of 8; deeper layers have 2, 4 and 8 times as many.</param>
    public FruitNet(int classes, int width)
        : base(nameof(FruitNet))
    {
        this.classes = classes;
        fine = Sequential(
            Block(3, width, stride: 2),
            Block(width, 2 * width, stride: 2),
            Block(2 * width, 4 * width, stride: 2),
            Block(4 * width, 4 * width));
        coarse = Sequential(
            Block(4 * width, 8 * width, stride: 2),
            Block(8 * width, 8 * width),
            Block(8 * width, 8 * width));
        lateral = Conv2d(4 * width, 4 * width, 1);
        topDown = Sequential(
            Conv2d(8 * width, 4 * width, 1),
            Upsample(scale_factor: [2, 2], mode: UpsampleMode.Nearest));
        head = Sequential(Block(4 * width, 4 * width), Block(4 * width, 4 * width));
        output = Conv2d(4 * width, classes + 4, 1);
        SetPriors();
        RegisterComponents();
    }

    /// <summary>Takes images [B,3,H,W]; returns logits [B,cells,classes] and distances [B,cells,4].</summary>
    public override (Tensor Logits, Tensor Distances) forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var detail = fine.forward(images);
        var merged = lateral.forward(detail) + topDown.forward(coarse.forward(detail));
        var cells = output.forward(head.forward(merged)).flatten(2).transpose(1, 2);
        var logits = cells.narrow(2, 0, classes);
        var distances = functional.softplus(cells.narrow(2, classes, 4));
        return (logits.MoveToOuterDisposeScope(), distances.MoveToOuterDisposeScope());
    }

    private static Sequential Block(int from, int to, int stride = 1) =>
        Sequential(Conv2d(from, to, 3, stride: stride, padding: 1, bias: false), Norm(to), SiLU());

    /// <summary>TorchSharp leaves the weights of a GroupNorm unset: whatever was in memory.</summary>
    private static GroupNorm Norm(int channels)
    {
        var norm = GroupNorm(8, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }

    private void SetPriors()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        output.bias!.narrow(0, 0, classes).fill_(Math.Log(PriorChance / (1 - PriorChance)));
        output.bias!.narrow(0, classes, 4).fill_(PriorDistance);
    }
}
