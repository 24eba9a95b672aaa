using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;

namespace TrainApp.Generators.Analyzers;

/// <summary>Which hyperparameters code reads. A record that leaves what can be followed (turned into text, serialised, given to a library) is read as a whole.</summary>
internal sealed class HyperparameterReads(HyperparameterTypes hyperparameters, ContractTypes types)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _read = new(SymbolEqualityComparer.Default);
    private readonly RecordFlow _flow = new(hyperparameters);

    /// <summary>Any operation may have a record as its value.</summary>
    public static ImmutableArray<OperationKind> Kinds { get; } = [.. Enum.GetValues(typeof(OperationKind)).Cast<OperationKind>().Where(static kind => kind != OperationKind.None).Distinct()];

    /// <summary>Whether a hyperparameter, or a section with everything in it, is read.</summary>
    public bool Contains(ISymbol hyperparameterOrSection) => _read.ContainsKey(hyperparameterOrSection);

    public void Note(IOperation operation)
    {
        if (operation is IPropertyReferenceOperation reference && !IsOverwritten(reference))
        {
            Note(reference.Property);
        }
        else if (operation is ITypeOfOperation { TypeOperand: var named } && hyperparameters.Contains(named))
        {
            _read[named] = true;
        }

        if (hyperparameters.Contains(operation.Type) && !BlankValue.IsNull(operation) && _flow.Leaves(operation))
        {
            _read[operation.Type!] = true;
        }
    }

    private void Note(IPropertySymbol property)
    {
        if (hyperparameters.Contains(property.Type))
        {
            return;
        }

        if (hyperparameters.Contains(property.ContainingType))
        {
            _read[property] = true;
        }
        else if (ContractTypes.Same(property.ContainingType, types.Session) && (property.Name == "AppState" || property.Name.StartsWith("Hyperparameter", StringComparison.Ordinal)))
        {
            // The session's texts hold all of them.
            _read[hyperparameters.Root] = true;
        }
    }

    private static bool IsOverwritten(IPropertyReferenceOperation reference)
        => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
}
