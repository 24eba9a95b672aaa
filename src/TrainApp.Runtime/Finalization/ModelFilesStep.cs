namespace TrainApp.Finalization;

/// <summary>Brings the further files of the model (<c>config</c>, …) beside the checkpoints' folder.</summary>
internal sealed class ModelFilesStep : IFinalizationStep
{
    public string Name => "model-files";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        foreach (var (_, source) in context.Experiment.ModelFiles)
            context.Files.Bring(source, context.PathOf(Path.GetFileName(source)), context.Folder.Output);
        return Task.CompletedTask;
    }
}
