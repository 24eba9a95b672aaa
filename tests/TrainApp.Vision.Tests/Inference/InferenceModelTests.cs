namespace TrainApp.Vision.Tests;

public sealed class InferenceModelTests
{
    [Fact]
    public async Task The_three_steps_run_in_order()
    {
        using var model = new Counting(entries: 2);

        var predictions = await model.PredictAsync([Image(1), Image(2)], TestContext.Current.CancellationToken);

        Assert.Equal([1f, 2f], predictions.Select(item => item.Detections[0].Score));
        Assert.Empty(model.Predict([]));
    }

    [Fact]
    public void Another_number_of_predictions_than_images_is_an_error()
    {
        using var model = new Counting(entries: 1);

        var error = Assert.Throws<InvalidOperationException>(() => model.Predict([Image(1), Image(2)]));

        Assert.Contains(nameof(Counting), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_of_the_caller_wins_over_the_file()
    {
        var context = new InferenceContext { CheckpointPath = "best.pth", Classes = [], Settings = new Dictionary<string, object?> { ["confidence"] = 0.7, ["mine"] = null } };

        var merged = context.WithDefaults(new Dictionary<string, object?> { ["confidence"] = 0.4, ["size"] = 320L });

        Assert.Equal([("confidence", 0.7), ("mine", null), ("size", 320L)], merged.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(2, context.Settings.Count);
    }

    [Fact]
    public void A_tensor_holds_as_many_values_as_its_shape_says()
    {
        Assert.Equal([2L, 3L], new TensorData([2, 3], new float[6]).Shape);
        Assert.Throws<ArgumentException>(() => new TensorData([2, 3], new float[5]));
    }

    private static ImageFrame Image(byte value) => new(1, 1, [value, 0, 0]);

    /// <summary>"Detects" the red of the first pixel.</summary>
    private sealed class Counting(int entries) : InferenceModel
    {
        protected override TensorData Preprocess(IReadOnlyList<ImageFrame> images) =>
            new([images.Count], images.Select(image => (float)image.Rgb.Span[0]).ToArray());

        protected override IReadOnlyList<TensorData> Forward(TensorData batch) => [batch];

        protected override IReadOnlyList<Predictions> Postprocess(IReadOnlyList<TensorData> outputs, IReadOnlyList<ImageFrame> images) =>
            [.. outputs[0].Values.ToArray().Take(entries).Select(score => new Predictions([new Detection(0, score, default)]))];
    }
}
