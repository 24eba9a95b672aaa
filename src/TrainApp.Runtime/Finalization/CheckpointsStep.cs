namespace TrainApp.Finalization;

/// <summary>Brings the checkpoints into <c>checkpoints/</c>: moved when they lie in the output already, copied from elsewhere.</summary>
internal sealed class CheckpointsStep : IFinalizationStep
{
    public const string FolderName = "checkpoints";

    public string Name => "checkpoints";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var folder = context.PathOf(FolderName, "_");
        foreach (var source in context.Experiment.Checkpoints)
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Files.Bring(source, Path.Combine(Path.GetDirectoryName(folder)!, Path.GetFileName(source)), context.Folder.Output);
        }

        return Task.CompletedTask;
    }
}
