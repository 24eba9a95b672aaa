
namespace TrainApp.Finalization;

/// <summary>Names in the published folder that belong to the framework.</summary>
internal static class ArtifactNames
{
    public const string ExperimentInfo = "experiment_info.json";
    public const string OpenApp = "open_app.lnk";
    public const string Export = "export";

    private static readonly string[] s_ours =
    [
        CheckpointsStep.FolderName, LogsStep.FolderName, Export, ExperimentInfo, OpenApp, ManifestStep.FileName, ModelMetaStep.FileName,
        SettingsStep.AppStateFile, SettingsStep.HyperparametersFile, SplitStep.FileName, DemoStep.FolderName, ReportStep.FileName,
        BenchmarkStep.FolderName, BenchmarkStep.LinkFile,
    ];

    public static bool IsOurs(string name) => s_ours.Contains(name, StringComparer.OrdinalIgnoreCase);
}
