namespace TrainApp.Finalization;

/// <summary>Publishes what the run was started with: the hyperparameters' text, kept verbatim, and the app state.</summary>
internal sealed class SettingsStep : IFinalizationStep
{
    public const string HyperparametersFile = "hyperparameters.yaml";
    public const string AppStateFile = "app_state.json";

    public string Name => "settings";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        context.Files.Copy(context.Folder.HyperparametersFile, context.PathOf(HyperparametersFile));
        context.Files.Copy(context.Folder.AppStateFile, context.PathOf(AppStateFile));
        return Task.CompletedTask;
    }
}
