using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Runs;

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
        if (!context.HasFailedSteps && Directory.Exists(context.Folder.Work)) RemoveWork(context.Folder);
        return Task.CompletedTask;
    }

    private static void RemoveWork(RunFolder folder)
    {
        using var cache = ImageCache.Open(Workspace.OfRun(folder.Directory));
        ProjectPreparation.Remove(folder.Work, cache);
        cache.Save();
        Directory.Delete(folder.Work, recursive: true);
    }
}
