using TrainApp.Generators.Naming;

namespace TrainApp.Generators.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("RT-DETRv2-S", "RtDetrv2S")]
    [InlineData("AP_val", "ApVal")]
    [InlineData("Params(M)", "ParamsM")]
    [InlineData("FPS(T4)", "FpsT4")]
    [InlineData("lr_scheduler", "LrScheduler")]
    [InlineData("MultiStepLR", "MultiStepLr")]
    [InlineData("AdamW", "AdamW")]
    [InlineData("CNNModel", "CnnModel")]
    [InlineData("YOLOv8", "Yolov8")]
    [InlineData("GFLOPs", "Gflops")]
    [InlineData("IoU", "IoU")]
    [InlineData("batchSize", "BatchSize")]
    [InlineData("3d_conv", "_3dConv")]
    [InlineData("class", "Class")]
    [InlineData("---", "_")]
    [InlineData("", "_")]
    [InlineData("模型", "模型")]
    [InlineData("straße", "Straße")]
    [InlineData("i_index", "IIndex")]
    [InlineData("😀", "_")]
    public void Names_are_pascal_case_with_lowered_acronyms(string name, string expected) => Assert.Equal(expected, Identifier.Of(name));

    [Theory]
    [InlineData("1", "1d")]
    [InlineData("+1.5", "1.5d")]
    [InlineData(".5", "0.5d")]
    [InlineData("-.5", "-0.5d")]
    [InlineData("1.", "1.0d")]
    [InlineData("1.e5", "1.0e5d")]
    [InlineData("1e-4", "1e-4d")]
    [InlineData("0x1F", "31d")]
    [InlineData("-.inf", "double.NegativeInfinity")]
    [InlineData(".NaN", "double.NaN")]
    public void Numbers_keep_the_text_that_they_are_written_with(string written, string expected) => Assert.Equal(expected, Literal.Double(written));
}
