using TrainApp;

namespace TrainApp.App.Model;

/// <summary>Turns the network's output into detections: the likely cells, less those that repeat another.</summary>
public static class Decoder
{
    private const float MostOverlap = 0.5f;
    private const int MostDetections = 100;

    /// <summary>One array per image, best score first, in pixels of the network's input.</summary>
    /// <param name="logits">[B,cells,classes].</param>
    /// <param name="distances">[B,cells,4], in strides.</param>
    /// <param name="imageSize">Side of the network's input.</param>
    /// <param name="leastScore">Detections with less are dropped.</param>
    public static Detection[][] Decode(TensorData logits, TensorData distances, int imageSize, float leastScore)
    {
        int images = (int)logits.Shape[0], cells = (int)logits.Shape[1], classes = (int)logits.Shape[2];
        var found = new Detection[images][];
        for (int image = 0; image < images; image++)
        {
            var likely = new List<Detection>();
            for (int cell = 0; cell < cells; cell++)
            {
                int at = image * cells + cell;
                for (int kind = 0; kind < classes; kind++)
                {
                    float score = 1 / (1 + MathF.Exp(-logits.Values.Span[at * classes + kind]));
                    if (score >= leastScore)
                        likely.Add(new Detection(kind, score, BoxAt(cell, distances.Values.Span.Slice(at * 4, 4), imageSize)));
                }
            }

            found[image] = Suppress(likely).Take(MostDetections).ToArray();
        }

        return found;
    }

    private static Box BoxAt(int cell, ReadOnlySpan<float> edges, int imageSize)
    {
        const int Stride = FruitNet.Stride;
        int side = imageSize / Stride;
        float x = (cell % side + 0.5f) * Stride, y = (cell / side + 0.5f) * Stride;
        return new Box(x - edges[0] * Stride, y - edges[1] * Stride, x + edges[2] * Stride, y + edges[3] * Stride)
            .Clip(imageSize, imageSize);
    }

    /// <summary>Greedy non-maximum suppression per class, best score first.</summary>
    private static List<Detection> Suppress(List<Detection> likely)
    {
        var kept = new List<Detection>();
        foreach (var candidate in likely.OrderByDescending(detection => detection.Score))
        {
            if (!kept.Exists(other => other.Class == candidate.Class && other.Box.Overlap(candidate.Box) > MostOverlap))
                kept.Add(candidate);
        }

        return kept;
    }
}
