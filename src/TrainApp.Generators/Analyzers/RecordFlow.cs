using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;

namespace TrainApp.Generators.Analyzers;

/// <summary>Where the value of a record goes from one operation.</summary>
internal sealed class RecordFlow(HyperparameterTypes hyperparameters)
{
    /// <summary>
    /// Whether the value leaves what the analysis of a whole compilation sees. It stays where its members are read one by one, where it gets
    /// another name of the same type, and where a method of the app takes it as what it is.
    /// </summary>
    public bool Leaves(IOperation value) => value.Parent switch
    {
        null or IExpressionStatementOperation or IVariableInitializerOperation or IDeclarationExpressionOperation => false,
        IPropertyReferenceOperation property => property.Instance != value,
        IPropertySubpatternOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionArmOperation => false,
        ISwitchExpressionOperation => false,
        IConditionalAccessOperation or IWithOperation or IObjectOrCollectionInitializerOperation => false,
        IObjectCreationOperation creation => creation.Initializer != value,
        IConditionalOperation or ICoalesceOperation or IParenthesizedOperation or IConversionOperation => !SameType(value, value.Parent),
        ISimpleAssignmentOperation assignment => assignment.Target != value && Leaves(assignment),
        IFieldInitializerOperation initializer => initializer.InitializedFields.Any(static field => !IsPrivate(field)),
        IArgumentOperation { Parameter: { } parameter } => !SameType(value.Type, parameter.OriginalDefinition.Type) || !IsFollowed(parameter.ContainingSymbol),
        IInvocationOperation call => call.Instance != value || !IsFollowed(call.TargetMethod),
        IReturnOperation => IsInLambda(value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => !IsWithNull(comparison),
        _ => true,
    };

    private bool Leaves(ISimpleAssignmentOperation assignment) => assignment.Target switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation => false,
        IFieldReferenceOperation { Field: var field } => !IsPrivate(field),
        IPropertyReferenceOperation { Property: var property } => !hyperparameters.Contains(property.ContainingType),
        _ => true,
    };

    private static bool SameType(IOperation left, IOperation right) => SameType(left.Type, right.Type);

    private static bool SameType(ITypeSymbol? left, ITypeSymbol? right) => ContractTypes.Same(left, right);

    private static bool IsPrivate(IFieldSymbol field) => field.DeclaredAccessibility == Accessibility.Private && field.Locations.Any(static place => place.IsInSource);

    /// <summary>Whether a method's body is code of the app: what it reads is seen. A record's constructor keeps the value where others may read it.</summary>
    private static bool IsFollowed(ISymbol method) => method is IMethodSymbol { IsImplicitlyDeclared: false } target
        && !(target is { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true })
        && target.Locations.Any(static place => place.IsInSource && place.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) == false);

    private static bool IsInLambda(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return outer is IAnonymousFunctionOperation;
            }
        }

        return false;
    }

    private static bool IsWithNull(IBinaryOperation comparison)
        => BlankValue.IsNull(comparison.LeftOperand) || BlankValue.IsNull(comparison.RightOperand);
}
