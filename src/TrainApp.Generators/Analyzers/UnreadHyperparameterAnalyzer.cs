using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Generators.Contract;
using TrainApp.Generators.Diagnostics;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;

namespace TrainApp.Generators.Analyzers;

/// <summary>TRAIN342: a hyperparameter that no code reads; whoever changes it changes nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadHyperparameterAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Rule.WarningAtEnd(
        RuleIds.HyperparameterIsNeverRead, "No code reads this hyperparameter", "No code reads '{0}': changing it changes nothing; read '{1}' or remove the key");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (ContractTypes.Of(start.Compilation) is not { } types
                || HyperparameterTypes.In(start.Compilation, types, start.CancellationToken) is not { } hyperparameters)
            {
                return;
            }

            var reads = new HyperparameterReads(hyperparameters, types);
            var apps = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterOperationAction(operation => reads.Note(operation.Operation), HyperparameterReads.Kinds);
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (types.Marks(symbol.Symbol).Any(static m => m.Mark == AppMark.TrainStart))
                    {
                        apps.Add(symbol.Symbol.ContainingType);
                    }
                },
                SymbolKind.Method);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var app in apps.Take(1))
                {
                    if (AppFile.Find(FileRole.Hyperparameters, app, types, end.Options, end.CancellationToken) is { Text: { } text } file)
                    {
                        Report(end, HyperparameterSchemaReader.Read(text, file.Name).Root, hyperparameters.Root, "hyperparameters", reads, file);
                    }
                }
            });
        });
    }

    private static void Report(CompilationAnalysisContext context, SchemaSection section, ITypeSymbol type, string path, HyperparameterReads reads, AppFile file)
    {
        if (reads.Contains(type))
        {
            return;
        }

        foreach (var item in section.Items)
        {
            if (HyperparameterTypes.Items(type).FirstOrDefault(property => property.Name == Identifier.Of(item.Key)) is not { } property)
            {
                continue;
            }

            if (item is SchemaSection inner && IsRead(inner, property.Type, reads))
            {
                Report(context, inner, property.Type, $"{path}.{property.Name}", reads, file);
            }
            else if (item is SchemaSection ? !reads.Contains(property.Type) : !reads.Contains(property))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, file.At(item.KeyPlace), item.Path, $"{path}.{property.Name}"));
            }
        }
    }

    /// <summary>Whether anything of a section is read; where nothing is, one warning at the section says so.</summary>
    private static bool IsRead(SchemaSection section, ITypeSymbol type, HyperparameterReads reads) => reads.Contains(type)
        || section.Items.Any(item => HyperparameterTypes.Items(type).FirstOrDefault(property => property.Name == Identifier.Of(item.Key)) is { } property
            && (item is SchemaSection inner ? IsRead(inner, property.Type, reads) : reads.Contains(property)));
}
