using TorchSharp;
using TrainApp;
using static TorchSharp.torch;

namespace TrainApp.App.Model;

/// <summary>
/// What the network should predict for a batch: heat [B,cells,classes], distances [B,cells,4] in strides, and the weight
/// of each cell's box [B,cells], 0 where a cell owns no object.
/// </summary>
public sealed record TargetMaps(Tensor Heat, Tensor Distances, Tensor Weights, int Objects)
{
    /// <summary>An object owns the cells at least this warm, always the one in its middle.</summary>
    private const float LeastWarmth = 0.3f;

    /// <summary>The tensors belong to the dispose scope of the caller.</summary>
    public static TargetMaps Build(IReadOnlyList<LabeledBox[]> batch, int classes, int imageSize, Device device)
    {
        int side = imageSize / FruitNet.Stride, cells = side * side;
        var heat = new float[batch.Count * cells * classes];
        var distances = new float[batch.Count * cells * 4];
        var weights = new float[batch.Count * cells];
        for (int image = 0; image < batch.Count; image++)
        {
            // Large objects first: where two meet, the smaller one, written later, keeps the cell.
            foreach (var label in batch[image].OrderByDescending(label => label.Box.Area))
            {
                foreach (var (x, y, warmth) in WarmCells(label.Box, side))
                {
                    int cell = image * cells + y * side + x;
                    ref float hottest = ref heat[cell * classes + label.Class];
                    hottest = Math.Max(hottest, warmth);
                    if (warmth < LeastWarmth) continue;

                    weights[cell] = warmth;
                    WriteDistances(label.Box, x, y, distances.AsSpan(cell * 4, 4));
                }
            }
        }

        int objects = batch.Sum(labels => labels.Length);
        return new TargetMaps(
            tensor(heat, [batch.Count, cells, classes], device: device),
            tensor(distances, [batch.Count, cells, 4], device: device),
            tensor(weights, [batch.Count, cells], device: device),
            Math.Max(1, objects));
    }

    /// <summary>A Gaussian hill: 1 at the middle cell, about 0.01 at the edges of the box.</summary>
    private static IEnumerable<(int X, int Y, float Warmth)> WarmCells(Box box, int side)
    {
        int middleX = Math.Clamp((int)(box.CenterX / FruitNet.Stride), 0, side - 1);
        int middleY = Math.Clamp((int)(box.CenterY / FruitNet.Stride), 0, side - 1);
        float sigmaX = Math.Max(0.4f, box.Width / FruitNet.Stride / 6);
        float sigmaY = Math.Max(0.4f, box.Height / FruitNet.Stride / 6);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                float u = (x - middleX) / sigmaX, v = (y - middleY) / sigmaY;
                yield return (x, y, MathF.Exp(-(u * u + v * v) / 2));
            }
        }
    }

    private static void WriteDistances(Box box, int x, int y, Span<float> edges)
    {
        const float Least = 0.05f; // a cell's middle may lie outside a tiny box
        float middleX = (x + 0.5f) * FruitNet.Stride, middleY = (y + 0.5f) * FruitNet.Stride;
        edges[0] = Math.Max(Least, (middleX - box.Left) / FruitNet.Stride);
        edges[1] = Math.Max(Least, (middleY - box.Top) / FruitNet.Stride);
        edges[2] = Math.Max(Least, (box.Right - middleX) / FruitNet.Stride);
        edges[3] = Math.Max(Least, (box.Bottom - middleY) / FruitNet.Stride);
    }
}
