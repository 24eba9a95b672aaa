using Microsoft.CodeAnalysis;

namespace TrainApp.Generators.Analyzers;

/// <summary>The fields of <c>ExperimentInfo</c>, and what they hold in words.</summary>
internal static class ExperimentFields
{
    public const string ModelName = "ModelName";
    public const string ModelFiles = "ModelFiles";
    public const string Checkpoints = "Checkpoints";
    public const string BestCheckpoint = "BestCheckpoint";

    /// <summary>The fields that have to be given, in the order of their declaration.</summary>
    public static IEnumerable<string> Required(INamedTypeSymbol experiment)
        => experiment.GetMembers().OfType<IPropertySymbol>().Where(static p => p.IsRequired).Select(static p => p.Name);

    public static string Meaning(string field) => field switch
    {
        ModelName => "the name of the model that was trained",
        ModelFiles => "further files of the model by name, or [] for none",
        Checkpoints => "the checkpoint files or the folder that holds them",
        BestCheckpoint => "the file name of the best checkpoint",
        _ => "the task, such as object detection",
    };
}
