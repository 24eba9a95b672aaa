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
}
