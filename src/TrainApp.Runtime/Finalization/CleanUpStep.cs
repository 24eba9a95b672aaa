using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>Removes temporary files. Prepared data stays while a failed step may still want it.</summary>
internal sealed class CleanUpStep : IFinalizationStep
{
    public string Name => "clean-up";

    public bool AlwaysRuns => true;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        foreach (var leftover in Directory.EnumerateFiles(context.Artifacts, ".*", SearchOption.AllDirectories).Where(path => AtomicFile.IsInWork(Path.GetFileName(path))))
            File.Delete(leftover);
        if (!context.HasFailedSteps && Directory.Exists(context.Folder.Work)) Directory.Delete(context.Folder.Work, recursive: true);
        return Task.CompletedTask;
    }
}
