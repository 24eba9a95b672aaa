using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN304–306: the generated host calls a marked method by its name, from another class, without an instance and without type arguments.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MarkedMethodAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_static = Rule.Error(
        RuleIds.MarkedMethodIsNotStatic,
        "A marked method is static",
        "'{0}' is marked [{1}], so it must be static: the host has no instance to call it on");

    private static readonly DiagnosticDescriptor s_generic = Rule.Error(
        RuleIds.MarkedMethodIsGeneric,
        "A marked method is not generic",
        "'{0}' is marked [{1}], so it must not be generic: the host has no type argument for '{2}'");

    private static readonly DiagnosticDescriptor s_hidden = Rule.Error(
        RuleIds.MarkedMethodIsHidden,
        "A marked method is at least internal",
        "'{0}' is marked [{1}], but it is {2}: the generated host calls it from another class, so it must be at least internal");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_static, s_generic, s_hidden];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(symbol => Check(symbol, (IMethodSymbol)symbol.Symbol, types), SymbolKind.Method);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, ContractTypes types)
    {
        if (method.MethodKind != MethodKind.Ordinary || types.Marks(method).Select(static m => (AppMark?)m.Mark).FirstOrDefault() is not { } mark)
        {
            return;
        }

        if (!method.IsStatic)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_static, method.Locations[0], method.Name, mark));
        }

        if (method.TypeParameters.FirstOrDefault() is { } parameter)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_generic, parameter.Locations[0], method.Name, mark, parameter.Name));
        }

        if (HiddenAs(method.DeclaredAccessibility) is { } accessibility)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_hidden, method.Locations[0], method.Name, mark, accessibility));
        }
    }

    /// <summary>The words for an accessibility that hides a member from the rest of its assembly, or null.</summary>
    internal static string? HiddenAs(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => null,
    };
}
