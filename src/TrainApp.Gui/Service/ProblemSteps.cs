using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Service;

/// <summary>Which step of the page repairs which problem.</summary>
internal static class ProblemSteps
{
    public static SetupStep Of(string id) => id.StartsWith("TRAIN0", StringComparison.Ordinal) || id is "TRAIN614" or "TRAIN615" or "TRAIN617" or "TRAIN667" ? SetupStep.Hyperparameters : SetupStep.Train;
}
