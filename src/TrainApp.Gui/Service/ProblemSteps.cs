using TrainApp.Gui.Setup;
using TrainApp.Projects;

namespace TrainApp.Gui.Service;

/// <summary>Which step of the page repairs which problem.</summary>
internal static class ProblemSteps
{
    /// <summary>Ids of the compiler that a value given at run time can have, too.</summary>
    private const string HyperparameterPrefix = "TRAIN0";

    private static readonly Dictionary<SetupStep, string[]> s_ids = new()
    {
        [SetupStep.Project] =
        [
            ProblemIds.ProjectUnusable, ProblemIds.MetaUnreadable, ProblemIds.MetaDoubtful, ProblemIds.DatasetBroken, ProblemIds.NoImages,
            ProblemIds.AnnotationMissing, ProblemIds.AnnotationShared, ProblemIds.AnnotationTwice, ProblemIds.ImageMissing, ProblemIds.NotAnImage,
            ProblemIds.AnnotationUnreadable, ProblemIds.ObjectBroken, ProblemIds.AnnotationDoubtful, ProblemIds.ImageBroken, ProblemIds.LabelCut,
            ProblemIds.LabelOutside, ProblemIds.LabelTiny, ProblemIds.VersionUnknown, ProblemIds.VersionIncomplete, ProblemIds.ImageDamaged,
            ProblemIds.ImageSizeDiffers, ProblemIds.ImagesAlike, ProblemIds.ImageInfoUnreadable, ProblemIds.AnnotationsAlike, ProblemIds.ImagesWithoutObjects,
            ProblemIds.ClassesUnused,
        ],
        [SetupStep.Splits] =
        [
            ProblemIds.SplitMalformed, ProblemIds.SplitMethodNotOffered, ProblemIds.SplitDatasetUnknown, ProblemIds.SplitSideEmpty, ProblemIds.SplitUnusual,
            ProblemIds.SplitOverlap, ProblemIds.SplitTagUnknown, ProblemIds.SplitTagUnused, ProblemIds.SplitCollectionUnknown, ProblemIds.SplitImageGone,
        ],
        [SetupStep.Classes] = ["TRAIN618", "TRAIN640", "TRAIN641", "TRAIN642", "TRAIN646", ProblemIds.ObjectNotConverted],
        [SetupStep.Tags] = ["TRAIN644", "TRAIN645"],
        [SetupStep.Model] = ["TRAIN610", "TRAIN611", "TRAIN630", "TRAIN631", "TRAIN632"],
        // With them stand the switches for evaluation and exports.
        [SetupStep.Hyperparameters] = ["TRAIN614", "TRAIN615", "TRAIN617", "TRAIN667"],
        // Device, name, switches, app state, and choices that the app does not offer, which have no step.
        [SetupStep.Train] =
        [
            "TRAIN612", "TRAIN613", "TRAIN616", "TRAIN620", "TRAIN643", "TRAIN648",
            "TRAIN660", "TRAIN661", "TRAIN662", "TRAIN663", "TRAIN664", "TRAIN665", "TRAIN666", "TRAIN668",
        ],
    };

    private static readonly Dictionary<string, SetupStep> s_steps =
        s_ids.SelectMany(pair => pair.Value.Select(id => (id, pair.Key))).ToDictionary(pair => pair.id, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Whether somebody has thought about an id.</summary>
    public static bool Knows(string id) => id.StartsWith(HyperparameterPrefix, StringComparison.Ordinal) || s_steps.ContainsKey(id);

    /// <summary>The step that shows a problem; what belongs to a step that the app's options leave out stands in the last one.</summary>
    public static SetupStep Of(string id, AppOptions options)
    {
        var step = id.StartsWith(HyperparameterPrefix, StringComparison.Ordinal) ? SetupStep.Hyperparameters : s_steps.GetValueOrDefault(id, SetupStep.Train);
        var isShown = step switch
        {
            SetupStep.Splits => options.SplitsSelector.Enabled,
            SetupStep.Classes => options.ClassesSelector.Enabled,
            SetupStep.Tags => options.TagsSelector.Enabled,
            SetupStep.Model => options.ModelSelector.Enabled,
            _ => true,
        };
        return isShown ? step : SetupStep.Train;
    }
}
