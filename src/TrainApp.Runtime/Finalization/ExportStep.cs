using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Hosting;

namespace TrainApp.Finalization;

/// <summary>Calls an export method of the app and brings its file into <c>export/</c>, with the class names beside it.</summary>
/// <param name="name">The step's name.</param>
/// <param name="format">The export's name on the command line.</param>
/// <param name="key">Its name in the experiment's info.</param>
/// <param name="method">The app's method.</param>
internal sealed class ExportStep(
    string name,
    string format,
    string key,
    Func<AppDescription, Func<TrainSession, ExperimentInfo, CancellationToken, Task<string>>?> method) : IFinalizationStep
{
    public string Name => name;

    public bool MayFail => true;

    public bool Applies(FinalizationContext context) =>
        context.Run.Exports.Contains(format) && context.Experiment.BestCheckpoint is not null;

    public async Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var export = method(context.App) ?? throw new InvalidOperationException($"The app has no method for the export '{format}'.");
        context.Session.OutputDirectory = context.Artifacts;
        _ = context.Session.TakeExportChecks();
        string file;
        try
        {
            file = await export(context.Session, Returned(context), cancellationToken);
        }
        finally
        {
            // Whether it succeeds or not, it may have written among the artifacts.
            context.WithdrawManifest();
        }

        var checks = context.Session.TakeExportChecks();
        if (string.IsNullOrEmpty(file) || !File.Exists(file)) throw new FileNotFoundException($"The export method returned '{file}', which is not a file.");
        if (checks.FirstOrDefault(check => !check.Ok) is { } broken) throw new InvalidDataException($"The check '{broken.Name}' failed: {broken.Detail}");

        if (format == "onnx" && await ExportMetrics.CheckAsync(context, file, cancellationToken) is { } compared)
        {
            checks = [.. checks, compared];
            if (!compared.Ok) throw new InvalidDataException($"The check '{compared.Name}' failed: {compared.Detail}");
        }

        var target = context.PathOf(ArtifactNames.Export, Path.GetFileName(file));
        context.Files.Bring(file, target, context.Artifacts);
        context.WriteText(ClassTable(context.Run.Classes), ArtifactNames.Export, "classes.json");
        context.Update(context.Experiment with
        {
            Exports = With(context.Experiment.Exports, key, $"{ArtifactNames.Export}/{Path.GetFileName(file)}"),
            ExportChecks = With(context.Experiment.ExportChecks, key, checks),
        });
    }

    /// <summary>What the training method returned, its paths being those of the artifacts.</summary>
    private static ExperimentInfo Returned(FinalizationContext context) => new()
    {
        ModelName = context.Experiment.ModelName,
        TaskType = context.Experiment.TaskType,
        ModelFiles = context.Experiment.ModelFiles.ToDictionary(pair => pair.Key, pair => context.PathOf(Path.GetFileName(pair.Value)), StringComparer.Ordinal),
        Checkpoints = context.PathOf(CheckpointsStep.FolderName),
        BestCheckpoint = context.Experiment.BestCheckpoint!,
    };

    private static string ClassTable(IReadOnlyList<string> classes)
    {
        var table = new JsonObject();
        for (var i = 0; i < classes.Count; i++) table[i.ToString(CultureInfo.InvariantCulture)] = classes[i];
        return table.ToJsonString(ArtifactJson.Options);
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> known, string added, T value) =>
        new(known, StringComparer.Ordinal) { [added] = value };
}
