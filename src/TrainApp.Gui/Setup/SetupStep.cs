namespace TrainApp.Gui.Setup;

/// <summary>The steps of the page that say what a run is to be.</summary>
internal enum SetupStep
{
    Project,
    Splits,
    Classes,
    Tags,
    Model,
    Hyperparameters,
    Train,
}
