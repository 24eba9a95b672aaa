using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>Brings every TensorBoard event file flat into <c>logs/</c>.</summary>
internal sealed class LogsStep : IFinalizationStep
{
    public const string FolderName = "logs";

    public string Name => "logs";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        foreach (var directory in context.Experiment.LogDirectories.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*.tfevents.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var target = context.PathOf(FolderName, Path.GetFileName(file));
                if (Path.GetFullPath(target) != Path.GetFullPath(file)) AtomicFile.Copy(file, target);
            }
        }

        return Task.CompletedTask;
    }
}
