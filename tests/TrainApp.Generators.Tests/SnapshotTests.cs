using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

public class SnapshotTests
{
    private const string WholeApp = """
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using TrainApp;

        namespace MyApp.Training;

        [TrainApp("RT-DETRv2", WorkDirectory = "work")]
        public static partial class App
        {
            [TrainStart]
            public static async Task<ExperimentInfo> Train(CancellationToken stop, Hyperparameters hyperparameters, TrainSession train) { await Task.Yield(); return null!; }

            [ExportOnnx]
            public static FileInfo ExportOnnx(ExperimentInfo experiment, TrainSession train) => null!;

            [ExportTensorRt]
            internal static async Task<FileInfo> @class(TrainSession train, ExperimentInfo experiment) { await Task.Yield(); return null!; }

            [SampleProject]
            public static void Draw(string directory) { }
        }
        """;

    [Fact]
    public void An_app_with_all_its_files()
    {
        var (result, compilation) = Run(WholeApp, Yaml(TutorialFiles.Hyperparameters), Json(TutorialFiles.Models), Options(TutorialFiles.Options));
        Assert.Empty(Complaints(compilation));
        Snapshot.Verify(result);
    }

    [Fact]
    public void An_app_whose_files_are_all_missing_still_has_its_types()
    {
        var (result, compilation) = Run(App);
        Assert.Empty(Complaints(compilation));
        Snapshot.Verify(result);
    }

    [Fact]
    public void App_options_with_sections()
    {
        var (result, compilation) = Run(App, Yaml("a: 1\n"), Json(OneModel), Options("""
            multi_gpu: true
            version_images: null
            demo: {path: demo, branch: main}
            original_repository: {name: "a \"quoted\" name", url: https://example.org}
            model_selector: {default_model: m, show_custom: false}
            classes_selector: {enabled: false}
            train_val_split_methods: [Random, Based on tags]
            """));
        Assert.Empty(result.Diagnostics);
        Assert.Empty(Complaints(compilation));
        Snapshot.Verify(result);
    }

    [Theory]
    [InlineData("demo: {branch: a}")]
    [InlineData("original_repository: {url: a}")]
    public void A_section_that_lacks_a_key_leaves_an_app_that_compiles(string options)
    {
        var (result, compilation) = Run(App, Yaml("a: 1\n"), Json(OneModel), Options(options));
        Assert.Equal("TRAIN206", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(Complaints(compilation));
    }
}
