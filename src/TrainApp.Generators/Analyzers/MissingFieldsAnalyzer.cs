using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN320: one sentence that names every missing field of <c>ExperimentInfo</c> and what it holds, beside the compiler's CS9035 for each.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingFieldsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Error(
        RuleIds.ExperimentLacksFields, "An experiment names its model and its checkpoints", "ExperimentInfo lacks {0}");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSyntaxNodeAction(
                    node => Check(node, (BaseObjectCreationExpressionSyntax)node.Node, types),
                    SyntaxKind.ObjectCreationExpression,
                    SyntaxKind.ImplicitObjectCreationExpression);
            }
        });
    }

    /// <summary>The required fields that an expression which makes an <c>ExperimentInfo</c> leaves out.</summary>
    internal static List<string> Missing(BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol experiment)
    {
        var given = creation.Initializer?.Expressions
            .OfType<AssignmentExpressionSyntax>()
            .Select(static assignment => (assignment.Left as IdentifierNameSyntax)?.Identifier.ValueText)
            .ToList() ?? [];
        return [.. ExperimentFields.Required(experiment).Where(field => !given.Contains(field))];
    }

    private static void Check(SyntaxNodeAnalysisContext context, BaseObjectCreationExpressionSyntax creation, ContractTypes types)
    {
        if (ContractTypes.Same(context.SemanticModel.GetTypeInfo(creation, context.CancellationToken).Type, types.Experiment)
            && Missing(creation, types.Experiment) is { Count: > 0 } missing)
        {
            // Where CS9035 stands too: the type, or the keyword where the type is left out.
            var place = creation is ObjectCreationExpressionSyntax { Type: { } type } ? type.GetLocation() : creation.NewKeyword.GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(s_rule, place, InWords(missing)));
        }
    }

    private static string InWords(List<string> fields)
    {
        var described = fields.ConvertAll(static field => $"'{field}' ({ExperimentFields.Meaning(field)})");
        return described.Count == 1
            ? described[0]
            : $"{string.Join(", ", described.Take(described.Count - 1))} and {described[described.Count - 1]}";
    }
}
