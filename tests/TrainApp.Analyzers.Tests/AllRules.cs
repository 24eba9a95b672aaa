using System.Collections.Concurrent;
using System.Collections.Immutable;
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

    // One compilation is the start of all: what it knows of its references is not found out again.
    private static readonly CSharpCompilation s_surroundings = Surround(SampleProgram.Generated);

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(SignatureAnalyzer));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(RepairSignatureCodeFix));

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. Analyzers.SelectMany(static a => a.SupportedDiagnostics).OrderBy(static d => d.Id)];

    /// <summary>A program with what the generator makes of hyperparameters; those of <see cref="SampleProgram.Yaml"/> by default.</summary>
    public static CSharpCompilation Compile(string source, string? hyperparameters = null)
        => (hyperparameters is null ? s_surroundings : Surround(SampleProgram.Generate(hyperparameters))).AddSyntaxTrees(Parse(source, "Program.cs"));

    /// <summary>What the rules report; an exception of a rule is thrown.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, params AppFileText[] files)
    {
        var thrown = new ConcurrentQueue<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files], new AppFileOptions()),
            onAnalyzerException: (exception, _, _) => thrown.Enqueue(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var reported = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return thrown.IsEmpty ? reported : throw new AggregateException(thrown);
    }

    private static CSharpCompilation Surround(IEnumerable<(string Name, string Text)> generated) => CSharpCompilation.Create(
        "MyApp",
        [Parse(SampleProgram.Usings, "Usings.cs"), .. generated.Select(static made => Parse(made.Text, made.Name))],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Parse(string text, string path)
        => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), path, cancellationToken: TestContext.Current.CancellationToken);

    private static ImmutableArray<T> Instances<T>(Type beside) =>
        [.. beside.Assembly.GetTypes().Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t)).OrderBy(static t => t.Name, StringComparer.Ordinal).Select(static t => (T)Activator.CreateInstance(t)!)];
}
