using System.Diagnostics.CodeAnalysis;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TrainApp.Generators.Tests;

/// <summary>An additional file that lives in memory.</summary>
internal sealed class InMemoryFile(string path, string text, string? role) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => path;

    public string? Role => role;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>What MSBuild would tell the compiler.</summary>
internal sealed class InMemoryOptions(string rootNamespace = "MyApp", bool decodesImages = false, bool servesPage = false, bool runsOnnx = false) : AnalyzerConfigOptionsProvider
{
    private sealed class Options(params (string Key, string? Value)[] values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = values.FirstOrDefault(pair => pair.Key == key).Value;
            return value is not null;
        }
    }

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(
        ("build_property.RootNamespace", rootNamespace),
        ("build_property.ProjectDir", "/app/"),
        ("build_property.TrainAppDecodesImages", decodesImages ? "true" : ""),
        ("build_property.TrainAppServesPage", servesPage ? "true" : ""),
        ("build_property.TrainAppRunsOnnx", runsOnnx ? "true" : ""));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options();

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(("build_metadata.AdditionalFiles.TrainAppRole", ((InMemoryFile)textFile).Role));
}

/// <summary>Runs the generator on files and C# in memory.</summary>
internal static class GeneratorHarness
{
    public const string App = """
        using System.Threading;
        using TrainApp;

        [TrainApp("Test")]
        public static partial class App
        {
            [TrainStart]
            public static ExperimentInfo Train(TrainSession train, Hyperparameters hyperparameters, CancellationToken stop) => null!;
        }
        """;

    public const string OneModel = """[{ "meta": { "task_type": "t", "model_name": "m", "model_files": { "checkpoint": "c" } } }]""";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] s_references = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ModelInfo).Assembly.Location)];

    public static InMemoryFile Yaml(string text) => new("/app/hyperparameters.yaml", text, "hyperparameters");

    public static InMemoryFile Json(string text) => new("/app/models.json", text, "models");

    public static InMemoryFile Options(string text) => new("/app/app_options.yaml", text, "options");

    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "MyApp",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, s_parse, path: i == 0 ? "/app/Program.cs" : $"/app/Program{i}.cs", cancellationToken: TestContext.Current.CancellationToken)),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A compilation that is cheap to check many times: it refers to what generated code uses and nothing else.</summary>
    public static CSharpCompilation SmallCompilation(string source) => CSharpCompilation.Create(
        "MyApp",
        [CSharpSyntaxTree.ParseText(source, s_parse, path: "/app/Program.cs")],
        [
            Net100.References.SystemRuntime, Net100.References.SystemCollections, Net100.References.SystemLinq, Net100.References.SystemThreading, Net100.References.SystemTextJson,
            MetadataReference.CreateFromFile(typeof(ModelInfo).Assembly.Location),
        ],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Tree(string source) => CSharpSyntaxTree.ParseText(source, s_parse, path: "/app/Other.cs");

    public static GeneratorDriver Driver(params InMemoryFile[] files) => Driver("MyApp", files);

    public static GeneratorDriver Driver(string rootNamespace, params InMemoryFile[] files) => CSharpGeneratorDriver.Create(
        [new TrainAppGenerator().AsSourceGenerator()],
        files,
        s_parse,
        new InMemoryOptions(rootNamespace),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs on an app with these files; a test of one file leaves the others in order.</summary>
    public static (GeneratorDriverRunResult Result, Compilation Compilation) Run(string source, params InMemoryFile[] files)
    {
        var driver = Driver(files).RunGeneratorsAndUpdateCompilation(Compilation(source), out var compilation, out _, TestContext.Current.CancellationToken);
        return (driver.GetRunResult(), compilation);
    }

    /// <summary>Errors and warnings of a compilation as text; comments are missed in generated code alone.</summary>
    public static IReadOnlyList<string> Complaints(Compilation compilation) =>
    [
        .. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id == "CS1591" && d.Location.SourceTree!.FilePath.StartsWith("/app/", StringComparison.Ordinal)))
            .Select(d => d.ToString()),
    ];

    /// <summary>Asserts that C# compiles without a warning and that the generator reported nothing.</summary>
    public static void AssertCompiles(string source, params InMemoryFile[] files)
    {
        var (result, compilation) = Run(source, files);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(Complaints(compilation));
    }
}
