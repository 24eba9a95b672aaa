using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrainApp.Generators.Contract;

/// <summary>What a marked method may take and return.</summary>
/// <param name="Takes">What the host can hand over, each at most once, in any order.</param>
/// <param name="Needs">What has to be taken, if anything.</param>
/// <param name="Default">The parameters of the signature that is shown when nothing of the written one can stay.</param>
internal sealed record MethodContract(ImmutableArray<ParameterRole> Takes, ParameterRole? Needs, ImmutableArray<ParameterRole> Default)
{
    private static readonly MethodContract s_train = new(
        [ParameterRole.Session, ParameterRole.Hyperparameters, ParameterRole.Stop],
        Needs: null,
        [ParameterRole.Session, ParameterRole.Hyperparameters, ParameterRole.Stop]);

    private static readonly MethodContract s_export = new(
        [ParameterRole.Session, ParameterRole.Experiment, ParameterRole.Hyperparameters, ParameterRole.Stop],
        Needs: null,
        [ParameterRole.Session, ParameterRole.Experiment]);

    private static readonly MethodContract s_sample = new(
        [ParameterRole.Directory, ParameterRole.Stop],
        ParameterRole.Directory,
        [ParameterRole.Directory]);

    public static MethodContract Of(AppMark mark) => mark switch
    {
        AppMark.TrainStart => s_train,
        AppMark.SampleProject => s_sample,
        _ => s_export,
    };

    public static string TypeName(ParameterRole role) => role switch
    {
        ParameterRole.Session => "TrainSession",
        ParameterRole.Hyperparameters => ContractTypes.HyperparametersName,
        ParameterRole.Experiment => "ExperimentInfo",
        ParameterRole.Directory => "string",
        _ => "CancellationToken",
    };

    public static string ParameterName(ParameterRole role) => role switch
    {
        ParameterRole.Session => "train",
        ParameterRole.Hyperparameters => "hyperparameters",
        ParameterRole.Experiment => "experiment",
        ParameterRole.Directory => "directory",
        _ => "stop",
    };

    /// <summary>Whether a method with this mark may return the type.</summary>
    public static bool Returns(AppMark mark, IMethodSymbol method, ContractTypes types)
    {
        if (mark == AppMark.SampleProject)
        {
            return method.ReturnsVoid ? !method.IsAsync : ContractTypes.Same(method.ReturnType, types.Task);
        }

        var result = method.ReturnType is INamedTypeSymbol { Arity: 1 } task && ContractTypes.Same(task.OriginalDefinition, types.TaskOf)
            ? task.TypeArguments[0]
            : method.ReturnType;
        return method.RefKind == RefKind.None
            && result.NullableAnnotation != NullableAnnotation.Annotated
            && (mark == AppMark.TrainStart
                ? IsNamed(result, types.Experiment)
                : result.SpecialType == SpecialType.System_String || IsNamed(result, types.FileInfo));
    }

    /// <summary>Whether a type is the wanted one, or stands for it while its using directive is missing.</summary>
    public static bool IsNamed(ITypeSymbol type, INamedTypeSymbol? wanted) => ContractTypes.Same(type, wanted)
        || (type is IErrorTypeSymbol { Arity: 0 } && type.Name == wanted?.Name);
}
