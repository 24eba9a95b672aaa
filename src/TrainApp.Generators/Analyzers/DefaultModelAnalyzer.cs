using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Inputs;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN208: the model that the options name as the default is one of the model list.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultModelAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_unknown = Rule.Error(
        RuleIds.UnknownDefaultModel,
        "The default model is not in the model list",
        "'default_model' names the model '{0}', which {1} does not list.{2}");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_unknown];

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
        if (AppFile.Find(FileRole.Options, app, types, context.Options, context.CancellationToken) is not { Text: { } text } options
            || AppOptionsReader.Read(text, options.Name).Values.FirstOrDefault(static value => value.Key.Key == OptionKey.DefaultModel) is not { Value: string name } option
            || AppFile.Find(FileRole.Models, app, types, context.Options, context.CancellationToken) is not { Text: { } list } models)
        {
            return;
        }

        var catalog = ModelCatalogReader.Read(list, models.Name);
        // A model of a broken list may be the one that is meant.
        if (catalog.Problems.Count > 0 || catalog.Models.Any(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase))) return;
        var names = catalog.Models.Select(static model => model.Name).ToList();
        var suggestion = NearestName.Suggest(name, names);
        var known = suggestion.Length > 0 ? suggestion : $" There is: {string.Join(", ", names)}.";
        context.ReportDiagnostic(Diagnostic.Create(s_unknown, options.At(option.ValuePlace), name, models.Name, known));
    }
}
