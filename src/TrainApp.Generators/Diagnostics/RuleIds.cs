namespace TrainApp.Generators.Diagnostics;

/// <summary>The ids of the rules on C#; each has a page in <c>docs/diagnostics</c>.</summary>
internal static class RuleIds
{
    public const string UnknownDefaultModel = "TRAIN208";
    public const string TrainStartSignature = "TRAIN301";
    public const string ExportSignature = "TRAIN302";
    public const string SampleProjectSignature = "TRAIN303";
    public const string MarkedMethodIsNotStatic = "TRAIN304";
    public const string MarkedMethodIsGeneric = "TRAIN305";
    public const string MarkedMethodIsHidden = "TRAIN306";
    public const string MarkedTwice = "TRAIN307";
    public const string MarkedOutsideApp = "TRAIN308";
    public const string AppDoesNotTrain = "TRAIN309";
    public const string AppClassShape = "TRAIN310";
    public const string FrameworkNameIsEmpty = "TRAIN311";
    public const string SeveralApps = "TRAIN312";
    public const string ExperimentLacksFields = "TRAIN320";
    public const string ExperimentFieldIsBlank = "TRAIN321";
    public const string BestCheckpointIsPath = "TRAIN322";
    public const string ExperimentBypassed = "TRAIN323";
    public const string UnknownHyperparameter = "TRAIN330";
    public const string ExportPromisedWithoutMethod = "TRAIN340";
    public const string ExportMethodWithoutOption = "TRAIN341";
    public const string HyperparameterIsNeverRead = "TRAIN342";
}
