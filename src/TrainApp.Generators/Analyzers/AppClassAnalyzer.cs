using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN310–312: an app is one static partial class with a name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AppClassAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_shape = Rule.Error(
        RuleIds.AppClassShape, "The class of an app is static, partial and visible", "'{0}' is marked [TrainApp], so it must {1}");

    private static readonly DiagnosticDescriptor s_name = Rule.Error(
        RuleIds.FrameworkNameIsEmpty, "The framework has a name", "[TrainApp] needs the framework's name, such as [TrainApp(\"RT-DETRv2\")]: artifact folders are named after it");

    private static readonly DiagnosticDescriptor s_several = Rule.ErrorAtEnd(
        RuleIds.SeveralApps, "A project holds one app", "'{0}' is marked [TrainApp], but '{1}' already is: a project holds one app");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_shape, s_name, s_several];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }

            var apps = new System.Collections.Concurrent.ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (types.AppAttribute((INamedTypeSymbol)symbol.Symbol) is { } attribute)
                    {
                        apps.Add((INamedTypeSymbol)symbol.Symbol);
                        CheckShape(symbol, (INamedTypeSymbol)symbol.Symbol);
                        CheckName(symbol, attribute);
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportSeveral(end, apps));
        });
    }

    private static void CheckShape(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (var wanted in Missing(type, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_shape, type.Locations[0], type.Name, wanted));
            return;
        }
    }

    private static IEnumerable<string> Missing(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var declaration = type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as TypeDeclarationSyntax;
        var isPartial = declaration?.Modifiers.Any(SyntaxKind.PartialKeyword) == true;
        if (type.IsRecord)
        {
            yield return "be a class, not a record";
        }

        if (!type.IsStatic || !isPartial)
        {
            yield return (type.IsStatic, isPartial) switch { (true, _) => "be partial", (_, true) => "be static", _ => "be static and partial" };
        }

        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            var named = SymbolEqualityComparer.Default.Equals(outer, type) ? "" : $" (its outer class '{outer.Name}')";
            if (outer.TypeParameters.Length > 0)
            {
                yield return $"not be generic{named}: the host has no type argument for '{outer.TypeParameters[0].Name}'";
            }

            if (outer.IsFileLocal || MarkedMethodAnalyzer.HiddenAs(outer.DeclaredAccessibility) is not null)
            {
                yield return $"be at least internal{named}: the generated host uses it from another file";
            }
        }
    }

    private static void CheckName(SymbolAnalysisContext context, AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length == 1
            && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive } name
            && string.IsNullOrWhiteSpace(name.Value as string)
            && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments })
        {
            context.ReportDiagnostic(Diagnostic.Create(s_name, arguments[0].GetLocation()));
        }
    }

    private static void ReportSeveral(CompilationAnalysisContext context, IEnumerable<INamedTypeSymbol> apps)
    {
        var ordered = apps
            .OrderBy(static app => app.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static app => app.Locations[0].SourceSpan.Start)
            .ToList();
        foreach (var app in ordered.Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_several, app.Locations[0], app.Name, ordered[0].Name));
        }
    }
}
