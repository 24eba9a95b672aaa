namespace TrainApp.Finalization;

/// <summary>Brings the files and folders that the app added beside the others.</summary>
internal sealed class OutputFilesStep : IFinalizationStep
{
    public string Name => "output-files";

    public bool Applies(FinalizationContext context) => context.Experiment.OutputFiles.Count > 0;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        foreach (var source in context.Experiment.OutputFiles)
            context.Files.Bring(source, context.PathOf(Path.GetFileName(source)), context.Folder.Output);
        return Task.CompletedTask;
    }
}
