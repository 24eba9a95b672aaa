using System.Globalization;
using System.Text;

namespace TrainApp.Generators.Benchmarks;

/// <summary>An app with 200 hyperparameters in 20 sections and 100 models.</summary>
internal static class BenchmarkApp
{
    private const int Sections = 20;
    private const int KeysInSection = 10;
    private const int Models = 100;

    public const string Source = """
        using TrainApp;

        [TrainApp("Benchmark")]
        public static partial class App
        {
            [TrainStart]
            public static ExperimentInfo Train(TrainSession train, Hyperparameters hyperparameters) => throw new System.NotSupportedException();
        }
        """;

    public static string Hyperparameters(int batchSize = 16)
    {
        var text = new StringBuilder();
        for (var section = 0; section < Sections; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"section_{section}:\n");
            for (var key = 0; key < KeysInSection; key++)
            {
                var value = (key % 5) switch
                {
                    0 => batchSize.ToString(CultureInfo.InvariantCulture) + "  # >= 1",
                    1 => "0.0001  # (0, 1]",
                    2 => "[0.9, 0.999]  # both moments",
                    3 => "AdamW  # SGD | Lion",
                    _ => "true",
                };
                text.Append(CultureInfo.InvariantCulture, $"  key_{key}: {value}\n");
            }
        }

        return text.ToString();
    }

    public static string Catalog()
    {
        var models = Enumerable.Range(0, Models).Select(static model => $$"""
              {
                "Model": "RT-DETRv2-{{model}}", "dataset": "COCO", "AP_val": 48.1, "Params(M)": 20, "FPS(T4)": 217,
                "meta": {
                  "task_type": "object detection", "model_name": "RT-DETRv2-{{model}}",
                  "model_files": { "checkpoint": "https://example.org/{{model}}.pth", "config": "rtdetrv2_{{model}}.yml" }
                }
              }
            """);
        return $"[\n{string.Join(",\n", models)}\n]\n";
    }
}
