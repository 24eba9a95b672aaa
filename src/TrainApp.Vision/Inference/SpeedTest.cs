using System.Diagnostics;

namespace TrainApp.Vision.Inference;

/// <summary>Measures how fast a model predicts batches of images that are decoded already.</summary>
internal static class SpeedTest
{
    private const int WarmUps = 3;
    private const int MostRounds = 100;
    private const int LeastRounds = 10;

    /// <summary>A batch size is measured no longer than this, once it has its least rounds.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    /// <summary>The batch sizes of the reference.</summary>
    private static readonly int[] s_batches = [1, 8, 16];

    /// <summary>Measures every batch size; a model that takes batches of one size alone has that one measured.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">Decoded images, at least one; they are repeated where a batch is larger.</param>
    /// <param name="stop">Ends it between two batches.</param>
    public static IReadOnlyList<BatchSpeed> Run(InferenceModel model, IReadOnlyList<ImageFrame> images, CancellationToken stop) =>
        [.. (model.ForwardBy?.BatchSize is { } only ? [only] : s_batches).Select(batch => Measure(model, images, batch, stop))];

    /// <summary>How many images are of use.</summary>
    public static int Images => s_batches.Max();

    private static BatchSpeed Measure(InferenceModel model, IReadOnlyList<ImageFrame> images, int size, CancellationToken stop)
    {
        ImageFrame[] batch = [.. Enumerable.Range(0, size).Select(i => images[i % images.Count])];
        for (var i = 0; i < WarmUps; i++)
        {
            stop.ThrowIfCancellationRequested();
            model.Measure(batch);
        }

        List<StepTimes> rounds = [];
        var start = Stopwatch.GetTimestamp();
        while (rounds.Count < LeastRounds || (rounds.Count < MostRounds && Stopwatch.GetElapsedTime(start) < s_longest))
        {
            stop.ThrowIfCancellationRequested();
            rounds.Add(model.Measure(batch));
        }

        return BatchSpeed.Of(size, rounds);
    }
}
