using System.Globalization;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.ModelStore;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Workers;

/// <summary>Brings the files of a run's model, telling the run's log and progress how a download gets on.</summary>
internal sealed class ModelPreparation(AppDescription app, RunFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private const double Mebibyte = 1024 * 1024;

    private long _told;
    private string? _begun;

    /// <summary>The files of a model of the catalog.</summary>
    public async Task<ModelFiles> BringAsync(ModelInfo model, CancellationToken cancellationToken)
    {
        using var download = new ModelDownload(new ModelCache(Workspace.OfRun(folder.Directory)), new DownloadSettings(), time);
        var files = await new CatalogFiles(app.ModelsFolder).ResolveAsync(model, download, Tell, cancellationToken);
        if (_begun is not null) Write(null);
        return files;
    }

    /// <summary>The earlier run that a checkpoint is of, and its files.</summary>
    /// <exception cref="ModelFileException">They are gone since the run was started.</exception>
    public (PublishedExperiment Experiment, ModelFiles Files) Find(BaseCheckpoint start)
    {
        var experiment = new CustomModels(Workspace.OfRun(folder.Directory)).Read(start.Run);
        if (experiment is null || !Path.Exists(experiment.CheckpointPath(start.Name)))
            throw new ModelFileException($"The checkpoint '{start.Name}' of run {start.Run}, which this run starts from, is gone.", "Start a run from another checkpoint.");
        var files = experiment.ModelFiles.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        files["checkpoint"] = experiment.CheckpointPath(start.Name);
        return (experiment, new ModelFiles(files));
    }

    private void Tell(DownloadProgress progress)
    {
        var isDone = progress.Bytes == progress.TotalBytes;
        if (_begun != progress.File)
        {
            _begun = progress.File;
            Console.WriteLine($"Downloading the file '{progress.File}' of the model '{progress.Model}' from {progress.Address}{Size(progress.TotalBytes)}");
        }
        else if (!isDone && time.GetElapsedTime(_told) < s_interval)
        {
            return;
        }

        _told = time.GetTimestamp();
        Write(new PreparingProgress($"downloading {progress.File} of {progress.Model}", progress.Bytes, progress.TotalBytes));
    }

    // A run that is finalized again keeps what its training said.
    private void Write(PreparingProgress? preparing) =>
        ((RunProgress.Read(folder.Directory) ?? new RunProgress()) with { Preparing = preparing, Updated = time.GetUtcNow() }).Write(folder.Directory);

    private static string Size(long? bytes) => bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $" ({known / Mebibyte:0.#} MiB)") : "";
}
