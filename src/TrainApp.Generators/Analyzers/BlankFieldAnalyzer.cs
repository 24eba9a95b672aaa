using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN321: a field of <c>ExperimentInfo</c> is given, by an initialiser or by <c>with</c>, but visibly holds nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlankFieldAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Error(
        RuleIds.ExperimentFieldIsBlank, "A field of the experiment is blank", "'{0}' {1}, where {2} belongs");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => Check(operation, (ISimpleAssignmentOperation)operation.Operation, types), OperationKind.SimpleAssignment);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, ISimpleAssignmentOperation assignment, ContractTypes types)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var field } || !ContractTypes.Same(field.ContainingType, types.Experiment))
        {
            return;
        }

        foreach (var (place, what) in Blanks(assignment.Value, field))
        {
            var verb = ReferenceEquals(place, assignment.Value) && assignment.Parent?.Parent is IWithOperation ? $"is overwritten with {what}" : $"is {what}";
            context.ReportDiagnostic(Diagnostic.Create(s_rule, BlankValue.Place(place), field.Name, verb, ExperimentFields.Meaning(field.Name)));
        }
    }

    private static IEnumerable<(IOperation Place, string What)> Blanks(IOperation value, IPropertySymbol field)
    {
        if (BlankValue.IsNull(value))
        {
            return field.IsRequired ? [(value, "null")] : [];
        }

        return field.Name switch
        {
            ExperimentFields.Checkpoints when BlankValue.IsEmptyText(value) => [(value, "an empty path")],
            ExperimentFields.Checkpoints when BlankValue.IsEmptyCollection(value) => [(value, "an empty list")],
            ExperimentFields.Checkpoints or ExperimentFields.ModelFiles =>
                BlankValue.Elements(value).Where(static e => BlankValue.IsNull(e) || BlankValue.IsEmptyText(e)).Select(static e => (e, "given an empty path")),
            _ => BlankValue.IsEmptyText(value) ? [(value, "an empty text")] : [],
        };
    }
}
