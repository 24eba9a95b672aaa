using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TrainApp.CodeFixes;
using TrainApp.Generators.Analyzers;

namespace TrainApp.Analyzers.Tests;

/// <summary>Every rule at once, on a program that need not compile.</summary>
internal static class AllRules
{
    private static readonly MetadataReference[] s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ExperimentInfo).Assembly.Location)];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(SignatureAnalyzer));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(RepairSignatureCodeFix));

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. Analyzers.SelectMany(static a => a.SupportedDiagnostics).OrderBy(static d => d.Id)];

    /// <summary>A program with what the generator makes of hyperparameters; those of <see cref="SampleProgram.Yaml"/> by default.</summary>
    public static CSharpCompilation Compile(string source, string? hyperparameters = null) => CSharpCompilation.Create(
        "MyApp",
        [
            Parse(source, "Program.cs"),
            Parse(SampleProgram.Usings, "Usings.cs"),
            .. (hyperparameters is null ? SampleProgram.Generated : SampleProgram.Generate(hyperparameters)).Select(static made => Parse(made.Text, made.Name)),
        ],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the rules report; an exception of a rule is thrown.</summary>
    public static Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, params AppFileText[] files)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files], new AppFileOptions()),
            onAnalyzerException: static (exception, _, _) => ExceptionDispatchInfo.Capture(exception).Throw(),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false,
            // A filter sees every exception of a rule, also one that would only become a warning.
            analyzerExceptionFilter: static _ => true);
        return compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static SyntaxTree Parse(string text, string path)
        => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), path, cancellationToken: TestContext.Current.CancellationToken);

    private static ImmutableArray<T> Instances<T>(Type beside) =>
        [.. beside.Assembly.GetTypes().Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)).OrderBy(static t => t.Name, StringComparer.Ordinal).Select(static t => (T)Activator.CreateInstance(t)!)];
}
