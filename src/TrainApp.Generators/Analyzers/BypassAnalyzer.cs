using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN323: an <c>ExperimentInfo</c> that never went past its required fields: none at all, or one made by reflection.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BypassAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Error(
        RuleIds.ExperimentBypassed,
        "An experiment is made with its fields",
        "{0}: write 'new ExperimentInfo {{ ModelName = …, ModelFiles = …, Checkpoints = …, BestCheckpoint = … }}'");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => CheckReturn(operation, (IReturnOperation)operation.Operation, types), OperationKind.Return);
                start.RegisterOperationAction(operation => CheckCall(operation, (IInvocationOperation)operation.Operation, types), OperationKind.Invocation);
            }
        });
    }

    private static void CheckReturn(OperationAnalysisContext context, IReturnOperation statement, ContractTypes types)
    {
        if (statement.ReturnedValue is not { } value
            || context.ContainingSymbol is not IMethodSymbol method
            || !types.Marks(method).Any(static m => m.Mark == AppMark.TrainStart)
            || IsInNestedFunction(statement))
        {
            return;
        }

        foreach (var nothing in Results(value).Where(BlankValue.IsNull))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, BlankValue.Place(nothing), $"'{method.Name}' returns nothing instead of an ExperimentInfo"));
        }
    }

    private static void CheckCall(OperationAnalysisContext context, IInvocationOperation call, ContractTypes types)
    {
        var made = call.TargetMethod switch
        {
            { Name: "CreateInstance" or "GetUninitializedObject", ContainingType.Name: "Activator" or "RuntimeHelpers" or "FormatterServices" } method =>
                method.TypeArguments.FirstOrDefault() ?? (call.Arguments.FirstOrDefault()?.Value as ITypeOfOperation)?.TypeOperand,
            _ => null,
        };
        if (ContractTypes.Same(made, types.Experiment))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), $"'{call.TargetMethod.Name}' makes an ExperimentInfo without its fields"));
        }

        if (call is { TargetMethod: { Name: "FromResult", TypeArguments: { Length: 1 } results }, Arguments: { Length: 1 } given }
            && ContractTypes.Same(results[0], types.Experiment)
            && BlankValue.IsNull(given[0].Value))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, BlankValue.Place(given[0].Value), "This task brings nothing instead of an ExperimentInfo"));
        }
    }

    /// <summary>The values that an expression may come to.</summary>
    private static IEnumerable<IOperation> Results(IOperation value) => BlankValue.Plain(value) switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } choice => Results(choice.WhenTrue).Concat(Results(otherwise)),
        ICoalesceOperation choice => Results(choice.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(static arm => Results(arm.Value)),
        var single => [single],
    };

    private static bool IsInNestedFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
