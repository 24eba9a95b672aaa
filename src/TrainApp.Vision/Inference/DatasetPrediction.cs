using System.Threading.Channels;

namespace TrainApp.Vision.Inference;

/// <summary>An image, its annotation and what a model says of it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Annotation">Its annotation.</param>
/// <param name="Width">Columns of the image.</param>
/// <param name="Height">Rows of the image.</param>
/// <param name="Detections">What the model found.</param>
/// <param name="Masks">The mask of each; none where masks are not compared.</param>
internal sealed record PredictedImage(ImageItem Image, Annotation Annotation, int Width, int Height, IReadOnlyList<Detection> Detections, IReadOnlyList<PackedMask?> Masks);

/// <summary>A mask clipped to its image and compressed: a byte per pixel of every mask of a whole project would not fit the memory.</summary>
/// <param name="Shape">The mask.</param>
/// <param name="Bounds">The box around its pixels.</param>
internal sealed record PackedMask(BitmapGeometry Shape, Box Bounds);

/// <summary>Predicts images in batches, while the next ones are decoded.</summary>
internal static class DatasetPrediction
{
    private const int UsualBatch = 8;

    /// <summary>Batches that lie decoded.</summary>
    private const int Ahead = 2;

    /// <param name="model">The model.</param>
    /// <param name="images">The images; the result is in their order.</param>
    /// <param name="masks">Whether masks are compared, not boxes.</param>
    /// <param name="predicted">Told how many are predicted.</param>
    /// <param name="stop">Ends it between two batches.</param>
    /// <exception cref="ProjectException">An annotation cannot be read.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read, or the model has no masks where they are compared.</exception>
    public static async Task<IReadOnlyList<PredictedImage>> RunAsync(InferenceModel model, IReadOnlyList<ImageItem> images, bool masks, Action<int>? predicted, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var decoded = Channel.CreateBounded<IReadOnlyList<Decoded>>(Ahead);
        var size = model.ForwardBy?.BatchSize ?? UsualBatch;
        var decoding = Task.Run(() => DecodeAsync(images, size, decoded.Writer, end.Token), CancellationToken.None);
        List<PredictedImage> found = new(images.Count);
        try
        {
            await foreach (var batch in decoded.Reader.ReadAllAsync(stop))
            {
                // A network for batches of one size gets the last one filled up.
                var frames = Enumerable.Range(0, model.ForwardBy?.BatchSize ?? batch.Count).Select(i => batch[Math.Min(i, batch.Count - 1)].Frame).ToArray();
                var predictions = model.Predict(frames);
                found.AddRange(batch.Select((item, i) => Pack(item, predictions[i], masks)));
                predicted?.Invoke(found.Count);
            }
        }
        finally
        {
            await end.CancelAsync();
            await decoding;
        }

        return found;
    }

    private static PredictedImage Pack(Decoded item, Predictions found, bool masks)
    {
        var (width, height) = (item.Frame.Width, item.Frame.Height);
        if (!masks) return new PredictedImage(item.Image, item.Annotation, width, height, found.Detections, []);
        if (found.Masks.Count != found.Detections.Count)
            throw new InvalidDataException($"The model found {found.Detections.Count} objects in '{item.Image}' and {found.Masks.Count} masks; instance segmentation needs one of each.");
        return new PredictedImage(
            item.Image, item.Annotation, width, height, found.Detections, [.. found.Masks.Select(mask => mask.Clip(width, height) is { } clipped ? new PackedMask(MaskCodec.Encode(clipped), clipped.Bounds) : null)]);
    }

    private static async Task DecodeAsync(IReadOnlyList<ImageItem> images, int size, ChannelWriter<IReadOnlyList<Decoded>> target, CancellationToken stop)
    {
        try
        {
            foreach (var chunk in images.Chunk(size))
            {
                List<Decoded> batch = new(chunk.Length);
                foreach (var image in chunk)
                {
                    stop.ThrowIfCancellationRequested();
                    var annotation = image.ReadAnnotation();
                    batch.Add(new Decoded(image, annotation, ImageFrame.Load(image.ImagePath, annotation.Width, annotation.Height)));
                }

                await target.WriteAsync(batch, stop);
            }

            target.Complete();
        }
        catch (Exception e)
        {
            // Whoever reads is told.
            target.Complete(e);
        }
    }

    private sealed record Decoded(ImageItem Image, Annotation Annotation, ImageFrame Frame);
}
