using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Inputs;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN340–341: an export is offered by an option and made by a method; one without the other does nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExportOptionAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_promised = Rule.Error(
        RuleIds.ExportPromisedWithoutMethod,
        "An export is offered without a method that makes it",
        "'{0}' offers an export, but no method of '{1}' is marked [{2}]; add 'public static string {2}(TrainSession train, ExperimentInfo experiment)' or remove the option");

    private static readonly DiagnosticDescriptor s_unused = Rule.Warning(
        RuleIds.ExportMethodWithoutOption,
        "An export method is never called without its option",
        "'{0}' is never called: write '{1}: true' into {2} to offer this export");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_promised, s_unused];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(symbol => Check(symbol, (INamedTypeSymbol)symbol.Symbol, types), SymbolKind.NamedType);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol app, ContractTypes types)
    {
        if (AppFile.Find(FileRole.Options, app, types, context.Options, context.CancellationToken) is not { } file)
        {
            return;
        }

        var options = AppOptionsReader.Read(file.Text ?? "", file.Name);
        var methods = app.GetMembers().OfType<IMethodSymbol>().SelectMany(method => types.Marks(method), static (method, mark) => (Method: method, mark.Mark, mark.Attribute)).ToList();
        foreach (var (mark, option) in new[] { (AppMark.ExportOnnx, OptionKey.ExportOnnx), (AppMark.ExportTensorRt, OptionKey.ExportTensorRt) })
        {
            var enabled = options.Enabled(option);
            var marked = methods.Where(m => m.Mark == mark).ToList();
            if (enabled is { } place && marked.Count == 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_promised, file.At(place), option, app.Name, mark));
            }
            else if (enabled is null && options.Problems.Count == 0)
            {
                foreach (var (method, _, attribute) in marked)
                {
                    var at = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? method.Locations[0];
                    context.ReportDiagnostic(Diagnostic.Create(s_unused, at, method.Name, option, file.Name));
                }
            }
        }
    }
}
