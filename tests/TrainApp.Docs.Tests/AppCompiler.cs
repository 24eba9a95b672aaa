using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainApp.Generators;

namespace TrainApp.Docs.Tests;

/// <summary>Compiles an app in memory: its C#, its three files, the generator and every rule.</summary>
internal static class AppCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] s_references =
    [
        .. Net100.References.All,
        .. new[] { typeof(TrainSession), typeof(ImageFrame), typeof(OnnxSession), typeof(TorchCheckpoint), typeof(TorchSharp.torch), typeof(SkiaSharp.SKBitmap) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    // As the SDK has it: an assembly may be newer than the one that a library was compiled with.
    private static readonly Dictionary<string, ReportDiagnostic> s_quiet = new(StringComparer.Ordinal) { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules =
    [
        .. typeof(TrainAppGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Errors and warnings of the compiler, the generator and the rules, in this order.</summary>
    /// <param name="files">Name → text; a name ends in <c>.cs</c>, or is one of the three files' or that of another additional file.</param>
    /// <param name="token">Ends the work.</param>
    public static async Task<IReadOnlyList<Diagnostic>> CompileAsync(IReadOnlyDictionary<string, string> files, CancellationToken token)
    {
        var trees = files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
            .Append(KeyValuePair.Create("Usings.g.cs", ImplicitUsings))
            .Select(file => CSharpSyntaxTree.ParseText(file.Value, s_parse, "/app/" + file.Key, cancellationToken: token));
        var kind = files.ContainsKey("Program.cs") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var settings = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: s_quiet);
        var compilation = CSharpCompilation.Create("MyTagger", trees, s_references, settings);
        AppFile[] appFiles = [.. files.Where(file => !file.Key.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new AppFile(file.Key, file.Value))];
        var options = new AppFileOptions();
        CSharpGeneratorDriver.Create([new TrainAppGenerator().AsSourceGenerator()], appFiles, s_parse, options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var generated, token);
        var ruled = await whole.WithAnalyzers(s_rules, new AnalyzerOptions([.. appFiles], options)).GetAnalyzerDiagnosticsAsync(token);
        return [.. whole.GetDiagnostics(token).Concat(generated).Concat(ruled).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }
}

/// <summary>One of an app's additional files, in memory.</summary>
internal sealed class AppFile(string name, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => "/app/" + name;

    public static string? RoleOf(string name) => name switch
    {
        "hyperparameters.yaml" => "hyperparameters",
        "models.json" => "models",
        "app_options.yaml" => "options",
        _ => null,
    };

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>What a project file would tell the compiler.</summary>
internal sealed class AppFileOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(("build_property.RootNamespace", "MyTagger"), ("build_property.ProjectDir", "/app/"));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values();

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        AppFile.RoleOf(Path.GetFileName(textFile.Path)) is not { } role ? new Values() : new Values(("build_metadata.AdditionalFiles.TrainAppRole", role));

    private sealed class Values(params (string Key, string? Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = values.FirstOrDefault(pair => pair.Key == key).Value;
            return value is not null;
        }
    }
}
