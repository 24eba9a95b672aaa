using TrainApp.Gui.Streaming;

namespace TrainApp.Gui.Tests.Live;

public sealed class LineLevelTests
{
    [Theory]
    [InlineData("epoch 1 loss 0.5", "info")]
    [InlineData("warning TRAIN0042: The cache is full.", "warning")]
    [InlineData("debug: process 12 is the worker: app", "debug")]
    [InlineData("The step export-onnx failed: System.NotSupportedException: no", "error")]
    [InlineData("Unhandled exception. System.InvalidOperationException: The loss is not a number.", "error")]
    [InlineData("Traceback (most recent call last):", "error")]
    [InlineData("RuntimeError: CUDA out of memory", "error")]
    [InlineData("/site-packages/torch/nn.py:12: UserWarning: old", "warning")]
    [InlineData("[INFO] no error so far", "info")]
    [InlineData("2026-01-01 10:00:00,123 WARNING slow", "warning")]
    [InlineData("2026-01-01 10:00:00,123 DEBUG error handler set", "debug")]
    [InlineData("mean_error 0.2, error: 0.02, error=1e-3", "info")]
    [InlineData("0 errors, 3 warnings", "info")]
    [InlineData("information about errors.py", "info")]
    [InlineData("error: the file is missing", "error")]
    [InlineData("", "info")]
    public void The_words_of_a_line_tell_its_level(string line, string level) => Assert.Equal(LineLevels.Parse(level), LineLevels.Of(line));
}
