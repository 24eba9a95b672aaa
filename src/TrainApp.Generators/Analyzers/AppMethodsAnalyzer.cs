using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN307–309: an app has exactly one training method, at most one of each other mark, and all of them stand in its class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AppMethodsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_twice = Rule.Error(
        RuleIds.MarkedTwice, "An app has one method of each mark", "'{0}' is marked [{1}], but '{2}' already is: an app has one such method");

    private static readonly DiagnosticDescriptor s_outside = Rule.Error(
        RuleIds.MarkedOutsideApp, "A marked method belongs to an app", "[{0}] has no effect here: mark a method of the [TrainApp] class{1}");

    private static readonly DiagnosticDescriptor s_none = Rule.Error(
        RuleIds.AppDoesNotTrain,
        "An app has a training method",
        "'{0}' is marked [TrainApp], but none of its methods is marked [TrainStart]; add one such as 'public static ExperimentInfo Train(TrainSession train)'");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_twice, s_outside, s_none];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(symbol => CheckPlace(symbol, (IMethodSymbol)symbol.Symbol, types), SymbolKind.Method);
                start.RegisterSymbolAction(symbol => CheckApp(symbol, (INamedTypeSymbol)symbol.Symbol, types), SymbolKind.NamedType);
                start.RegisterSyntaxNodeAction(
                    node => CheckFunction(node, types),
                    SyntaxKind.LocalFunctionStatement,
                    SyntaxKind.ParenthesizedLambdaExpression);
            }
        });
    }

    private static void CheckPlace(SymbolAnalysisContext context, IMethodSymbol method, ContractTypes types)
    {
        if (method.MethodKind != MethodKind.Ordinary || !types.IsApp(method.ContainingType))
        {
            ReportOutside(context.ReportDiagnostic, method, method.ContainingType?.Name, types, context.CancellationToken);
        }
    }

    private static void CheckFunction(SyntaxNodeAnalysisContext context, ContractTypes types)
    {
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol function)
        {
            ReportOutside(context.ReportDiagnostic, function, null, types, context.CancellationToken);
        }
    }

    private static void ReportOutside(Action<Diagnostic> report, IMethodSymbol method, string? type, ContractTypes types, CancellationToken cancellationToken)
    {
        foreach (var (mark, attribute) in types.Marks(method))
        {
            var hint = type is null || method.MethodKind != MethodKind.Ordinary ? "" : $", or mark '{type}' [TrainApp(\"…\")]";
            report(Diagnostic.Create(s_outside, Place(attribute, method, cancellationToken), mark, hint));
        }
    }

    private static void CheckApp(SymbolAnalysisContext context, INamedTypeSymbol type, ContractTypes types)
    {
        if (!types.IsApp(type))
        {
            return;
        }

        var first = new Dictionary<AppMark, IMethodSymbol>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var (mark, attribute) in types.Marks(method))
            {
                if (first.TryGetValue(mark, out var earlier))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_twice, Place(attribute, method, context.CancellationToken), method.Name, mark, earlier.Name));
                }
                else
                {
                    first.Add(mark, method);
                }
            }
        }

        if (!first.ContainsKey(AppMark.TrainStart))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_none, type.Locations[0], type.Name));
        }
    }

    private static Location Place(AttributeData attribute, IMethodSymbol method, CancellationToken cancellationToken)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? method.Locations[0];
}
