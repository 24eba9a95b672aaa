namespace TrainApp.Formats.Tests;

public class AppOptionsTests
{
    [Theory]
    [InlineData("TRAIN201", "device_selector: ⟦[⟧\n")]
    [InlineData("TRAIN202", "device_selector: ⟦&a⟧ true\n")]
    [InlineData("TRAIN203", "demo: a\n⟦demo⟧: b\n")]
    [InlineData("TRAIN204", "⟦[a]⟧\n")]
    [InlineData("TRAIN205", "⟦device_selektor⟧: true\n")]
    [InlineData("TRAIN206", "device_selector: ⟦yes⟧\n")]
    [InlineData("TRAIN206", "device_selector: ⟦'true'⟧\n")]
    [InlineData("TRAIN206", "device_selector:⟦⟧\n")]
    [InlineData("TRAIN206", "train_logger: ⟦wandb⟧\n")]
    [InlineData("TRAIN206", "demo: ⟦{path: a}⟧\n")]
    [InlineData("TRAIN207", "⟦multi_gpu⟧: true\n")]
    public void A_mistake_is_reported_where_it_stands(string id, string marked)
    {
        var text = Marked.Parse(marked);
        text.Expect(id, AppOptionsReader.Read(text.Text, "app_options.yaml").Problems);
    }

    [Fact]
    public void An_unknown_option_is_answered_with_the_nearest()
    {
        var problem = Assert.Single(AppOptionsReader.Read("colapsable: true", null).Problems);
        Assert.EndsWith("Did you mean 'collapsable'?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_of_the_tutorial_is_read()
    {
        var file = AppOptionsReader.Read("""
            device_selector: true
            model_benchmark: True
            export_onnx_supported: true
            export_tensorrt_supported: false
            train_logger: tensorboard
            show_logs_in_gui: false
            auto_convert_classes: true
            collapsable: true
            demo: path/to/demo
            """, null);
        Assert.Empty(file.Problems);
        Assert.Equal([true, true, true, false, "tensorboard", false, true, true, "path/to/demo"], file.Values.Select(value => value.Value));
        Assert.Equal(3, file.Enabled("export_onnx_supported")?.Line);
        Assert.Null(file.Enabled("export_tensorrt_supported"));
        Assert.All(AppOptionsReader.Read("train_logger: None\ndemo: null\n", null).Values, value => Assert.Null(value.Value));
    }
}
