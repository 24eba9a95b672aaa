namespace TrainApp.Finalization;

/// <summary>Publishes the app's demo folder: examples of using the model elsewhere.</summary>
internal sealed class DemoStep : IFinalizationStep
{
    public const string FolderName = "demo";

    public string Name => "demo";

    public bool Applies(FinalizationContext context) => context.App.DemoDirectory is not null;

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        context.Files.Copy(context.App.DemoDirectory!, context.PathOf(FolderName));
        return Task.CompletedTask;
    }
}
