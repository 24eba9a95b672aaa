using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN330: names the nearest hyperparameter where code asks for one that is not there; the compiler's own error names none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HyperparameterNameAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic's property that holds what the code fix writes instead.</summary>
    internal const string Replacement = "Replacement";

    private const int Listed = 8;

    private static readonly DiagnosticDescriptor s_rule = Rule.Error(
        RuleIds.UnknownHyperparameter, "No hyperparameter has this name", "No hyperparameter is called '{0}'{1}; {2}");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types && HyperparameterTypes.In(start.Compilation, types, start.CancellationToken) is { } hyperparameters)
            {
                start.RegisterSyntaxNodeAction(
                    node => Check(node, hyperparameters),
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxKind.MemberBindingExpression,
                    SyntaxKind.SimpleAssignmentExpression,
                    SyntaxKind.Subpattern);
            }
        });
    }

    private static void Check(SyntaxNodeAnalysisContext context, HyperparameterTypes hyperparameters)
    {
        var (name, section) = context.Node switch
        {
            MemberAccessExpressionSyntax access => (access.Name, TypeOf(access.Expression)),
            MemberBindingExpressionSyntax binding => (binding.Name, TypeOf(Receiver(binding))),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Parent: InitializerExpressionSyntax { Parent: ExpressionSyntax made } } => (left, TypeOf(made)),
            SubpatternSyntax { ExpressionColon.Expression: IdentifierNameSyntax read, Parent.Parent: RecursivePatternSyntax pattern } => (read, TypeOf(pattern)),
            _ => ((SimpleNameSyntax?)null, (ITypeSymbol?)null),
        };
        if (name is not IdentifierNameSyntax { IsMissing: false } || name.Identifier.ValueText.Length == 0 || !hyperparameters.Contains(section) || IsCalled(name))
        {
            return;
        }

        var symbol = context.SemanticModel.GetSymbolInfo(name, context.CancellationToken);
        if (symbol.Symbol is null && symbol.CandidateSymbols.IsEmpty)
        {
            Report(context, name, section!, hyperparameters);
        }

        ITypeSymbol? TypeOf(SyntaxNode? node) => node is null ? null : context.SemanticModel.GetTypeInfo(node, context.CancellationToken).Type;
    }

    private static void Report(SyntaxNodeAnalysisContext context, SimpleNameSyntax name, ITypeSymbol section, HyperparameterTypes hyperparameters)
    {
        var written = name.Identifier.ValueText;
        var here = HyperparameterTypes.Items(section).Select(static item => item.Name).ToList();
        var plain = written.Replace("_", "");
        var nearest = NearestName.Closest(plain, here);
        var elsewhere = nearest is null ? Elsewhere(plain, hyperparameters) : null;
        var isTop = ContractTypes.Same(section, hyperparameters.Root);
        var advice = (nearest, elsewhere) switch
        {
            ({ } known, _) => $"the nearest is '{known}'",
            (_, { } path) => $"there is '{path}'",
            _ when here.Count == 0 => "there are none",
            _ => $"there are {string.Join(", ", here.Take(Listed).Select(static item => $"'{item}'"))}{(here.Count > Listed ? ", …" : "")}",
        };
        var replacement = nearest ?? (isTop && context.Node is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? elsewhere : null);
        context.ReportDiagnostic(Diagnostic.Create(
            s_rule,
            name.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(Replacement, replacement),
            written,
            isTop ? "" : $" in {section.Name}",
            advice));
    }

    /// <summary>The path, from the top, of a hyperparameter of this name in another section.</summary>
    private static string? Elsewhere(string name, HyperparameterTypes hyperparameters)
        => hyperparameters.Paths().FirstOrDefault(path => string.Equals(path.Substring(path.LastIndexOf('.') + 1), name, StringComparison.OrdinalIgnoreCase));

    private static ExpressionSyntax? Receiver(MemberBindingExpressionSyntax binding)
        => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;

    /// <summary>Whether the name is that of a method: no hyperparameter is one.</summary>
    private static bool IsCalled(SimpleNameSyntax name) => name.Parent is ExpressionSyntax { Parent: InvocationExpressionSyntax call } member && call.Expression == member;
}
