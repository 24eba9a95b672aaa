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
    [InlineData("TRAIN206", "train_logger: ⟦wandb⟧\n")]
    [InlineData("TRAIN203", "train_val_split_methods: [Random]\ntrain_val_splits_selector:\n  ⟦methods⟧: [tags]\n")]
    [InlineData("TRAIN205", "model_selector:\n  ⟦default_modell⟧: a\n")]
    [InlineData("TRAIN205", "demo: {path: a, ⟦brunch⟧: b}\n")]
    [InlineData("TRAIN206", "demo: ⟦5⟧\n")]
    [InlineData("TRAIN206", "⟦demo⟧: {branch: a}\n")]
    [InlineData("TRAIN206", "demo: ⟦' '⟧\n")]
    [InlineData("TRAIN206", "⟦original_repository⟧: {name: a}\n")]
    [InlineData("TRAIN206", "original_repository: {url: a, name: ⟦[b]⟧}\n")]
    [InlineData("TRAIN206", "model_selector: ⟦false⟧\n")]
    [InlineData("TRAIN206", "train_val_splits_selector: {methods: ⟦Random⟧}\n")]
    [InlineData("TRAIN206", "train_val_splits_selector: {methods: ⟦[]⟧}\n")]
    [InlineData("TRAIN206", "train_val_splits_selector: {methods: [Random, ⟦Based on classes⟧]}\n")]
    [InlineData("TRAIN207", "⟦legacy_checkpoints⟧: true\n")]
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
    public void An_unknown_key_of_a_section_is_answered_with_the_nearest()
    {
        var problem = Assert.Single(AppOptionsReader.Read("model_selector: {show_costum: true}", null).Problems);
        Assert.Equal("Unknown key in 'model_selector' 'show_costum'; known are enabled, show_custom, default_model. Did you mean 'show_custom'?", problem.Message);
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
    }

    [Fact]
    public void Sections_are_read()
    {
        var file = AppOptionsReader.Read("""
            model_selector:
              enabled: false
              show_custom: false
              default_model: RT-DETRv2-M
            classes_selector: {enabled: false}
            tags_selector: {enabled: true}
            demo: {path: supervisely_integration/demo, branch: main}
            original_repository: {name: RT-DETR, url: "https://example.org/x"}
            """, null);
        Assert.Empty(file.Problems);
        Assert.Equal(
            ["ModelSelector.Enabled=False", "ModelSelector.ShowCustom=False", "ModelSelector.DefaultModel=RT-DETRv2-M", "ClassesSelector.Enabled=False", "TagsSelector.Enabled=True",
             "Demo.Path=supervisely_integration/demo", "Demo.Branch=main", "OriginalRepository.Name=RT-DETR", "OriginalRepository.Url=https://example.org/x"],
            file.Values.Select(value => $"{value.Key.Property}={value.Value}"));
    }

    [Theory]
    [InlineData("train_val_splits_selector: {methods: [Random, Based on tags]}")]
    [InlineData("train_val_split_methods: [random, Based on item tags, based on Tags]")]
    [InlineData("train_val_splits_methods:\n- Random\n- tags\n")]
    public void Every_spelling_of_the_split_methods_is_read(string text)
    {
        var file = AppOptionsReader.Read(text, null);
        Assert.Empty(file.Problems);
        var value = Assert.Single(file.Values);
        Assert.Equal("SplitsSelector.Methods", value.Key.Property);
        Assert.Equal(["random", "tags"], Assert.IsAssignableFrom<IEnumerable<string>>(value.Value));
    }

    [Fact]
    public void What_is_explicitly_nothing_keeps_its_default()
    {
        foreach (var word in new[] { "null", "~", "", "None", "NULL" })
        {
            foreach (var name in OptionKey.All.Where(key => key.Kind != OptionKind.NotOffered && key.Section.Length == 0).Select(key => key.Key).Concat(OptionKey.Sections))
            {
                var file = AppOptionsReader.Read($"{name}: {word}\n", null);
                Assert.Empty(file.Problems);
                Assert.Empty(file.Values);
            }
        }
    }
}
