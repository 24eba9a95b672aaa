using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace TrainApp.App.Data;

/// <summary>Images as the network reads them.</summary>
public static class ImageBatch
{
    /// <summary>Stacks square images of one size to bytes [N,3,size,size].</summary>
    public static Tensor Stack(IReadOnlyList<ImageFrame> squares)
    {
        using var scope = NewDisposeScope();
        var rows = squares.Select(square => tensor(square.Rgb.ToArray(), [square.Height, square.Width, 3], dtype: ScalarType.Byte));
        return stack(rows.ToArray()).permute(0, 3, 1, 2).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Bytes to floats of about -2 to 2, where the grey of the letterbox is 0.</summary>
    public static Tensor Normalize(Tensor bytes) => bytes.to(ScalarType.Float32).sub_(Letterbox.Grey).div_(64);
}
