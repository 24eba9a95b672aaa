using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN322: <c>BestCheckpoint</c> is visibly a path, where the name of one of the checkpoints belongs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BestCheckpointAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Error(
        RuleIds.BestCheckpointIsPath, "The best checkpoint is a file name", "'BestCheckpoint' is a path ({0}), but it holds the bare file name of one of the checkpoints");

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
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: ExperimentFields.BestCheckpoint } field }
            || !ContractTypes.Same(field.ContainingType, types.Experiment)
            || PathIn(assignment.Value) is not { } path)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(s_rule, assignment.Value.Syntax.GetLocation(), path));
    }

    /// <summary>What shows that a value is a path, as it is written, or null.</summary>
    private static string? PathIn(IOperation value, bool followVariable = true)
    {
        value = BlankValue.Plain(value);
        var isPath = value switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => HasSeparator(text),
            IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "GetFullPath", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } } => true,
            IPropertyReferenceOperation { Property: { Name: "FullName", ContainingType.Name: "FileInfo" or "FileSystemInfo" } } => true,
            IInterpolatedStringOperation text => text.Parts.OfType<IInterpolatedStringTextOperation>().Any(static p => p.Text.ConstantValue.Value is string t && HasSeparator(t)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => PathIn(sum.LeftOperand, false) is not null || PathIn(sum.RightOperand, false) is not null,
            ILocalReferenceOperation local when followVariable => Initial(local) is { } initial && PathIn(initial, followVariable: false) is not null,
            _ => false,
        };
        return isPath ? string.Join(" ", value.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
    }

    private static bool HasSeparator(string text) => text.IndexOfAny(['/', '\\']) >= 0;

    /// <summary>What a local variable was declared with, where nothing else is ever assigned to it.</summary>
    private static IOperation? Initial(ILocalReferenceOperation reference)
    {
        if (reference.SemanticModel is not { } model
            || reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } initial } declarator
            || declarator.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return null;
        }

        var isReassigned = block.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => Names(assignment.Left, reference.Local.Name),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Names(argument.Expression, reference.Local.Name),
            _ => false,
        });
        return isReassigned ? null : model.GetOperation(initial);
    }

    private static bool Names(ExpressionSyntax expression, string variable)
        => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);
}
