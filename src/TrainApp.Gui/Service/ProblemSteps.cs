using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Service;

/// <summary>Which step of the page repairs which problem.</summary>
internal static class ProblemSteps
{
    public static SetupStep Of(string id) => id.StartsWith("TRAIN0", StringComparison.Ordinal) ? SetupStep.Hyperparameters : SetupStep.Train;
}
