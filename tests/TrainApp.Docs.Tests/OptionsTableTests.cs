using TrainApp.Formats;

namespace TrainApp.Docs.Tests;

/// <summary>The table of app options in the tutorial is the list in the code.</summary>
public sealed class OptionsTableTests
{
    [Fact]
    public void The_tutorial_has_every_option_with_its_default_and_effect()
    {
        var rows = Repository.Read("docs/tutorial.md").Prose
            .SkipWhile(line => line != "| option | default | effect |").Skip(2)
            .TakeWhile(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(OptionKey.All.Select(key => $"| `{key.Key}` | `{key.Default}` | {key.Effect} |"), rows);
    }

    [Fact]
    public void The_defaults_are_those_of_the_type()
    {
        var options = new AppOptions();
        var written = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["device_selector"] = options.DeviceSelector,
            ["multi_gpu"] = options.MultiGpu,
            ["model_benchmark"] = options.ModelBenchmark,
            ["export_onnx_supported"] = options.ExportOnnxSupported,
            ["export_tensorrt_supported"] = options.ExportTensorRtSupported,
            ["train_logger"] = options.Logger,
            ["show_logs_in_gui"] = options.ShowLogsInGui,
            ["auto_convert_classes"] = options.AutoConvertClasses,
            ["collapsable"] = options.Collapsable,
            ["demo.path"] = options.Demo?.Path,
            ["demo.branch"] = new DemoOption { Path = "" }.Branch,
            ["original_repository.name"] = options.OriginalRepository?.Name,
            ["original_repository.url"] = options.OriginalRepository?.Url,
            ["generate_report"] = options.GenerateReport,
            ["version_images"] = options.VersionImages,
            ["model_selector.enabled"] = options.ModelSelector.Enabled,
            ["model_selector.show_custom"] = options.ModelSelector.ShowCustom,
            ["model_selector.default_model"] = options.ModelSelector.DefaultModel,
            ["classes_selector.enabled"] = options.ClassesSelector.Enabled,
            ["tags_selector.enabled"] = options.TagsSelector.Enabled,
            ["train_val_splits_selector.enabled"] = options.SplitsSelector.Enabled,
            ["train_val_splits_selector.methods"] = $"[{string.Join(", ", options.SplitsSelector.Methods)}]",
        };
        Assert.All(written, pair => Assert.Equal(
            OptionKey.All.Single(key => key.Key == pair.Key).Default,
            pair.Value switch { null => "null", bool flag => flag ? "true" : "false", var other => other.ToString() }));
        var properties = OptionKey.All.Where(key => key.Property.Length > 0).Select(key => key.Property).Distinct(StringComparer.Ordinal);
        Assert.Equal(written.Count, properties.Count());
    }
}
