using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace TrainApp.Generators.Benchmarks;

/// <summary>The generator inside an editor: one driver that sees edit after edit.</summary>
internal sealed class EditorSession
{
    private const int Runs = 200;
    private readonly TextFile _yaml = new("/app/hyperparameters.yaml", BenchmarkApp.Hyperparameters(), "hyperparameters");
    private readonly TextFile _json = new("/app/models.json", BenchmarkApp.Catalog(), "models");
    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        "App",
        [CSharpSyntaxTree.ParseText(BenchmarkApp.Source, path: "/app/App.cs"), .. Enumerable.Range(0, 200).Select(static i => CSharpSyntaxTree.ParseText($"class C{i} {{ int M() => {i}; }}"))],
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(ModelInfo).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>Milliseconds of the first run of this process.</summary>
    public double First()
    {
        _ = _compilation.GetDiagnostics();
        var start = Stopwatch.GetTimestamp();
        _ = Driver().RunGenerators(_compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The median of the milliseconds that a kind of edit costs.</summary>
    public IEnumerable<(string Edit, double Milliseconds)> Edits()
    {
        var driver = Driver().RunGenerators(_compilation);
        var edited = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Edit { }"));
        yield return ("everything anew, warm", Median(_ => Driver().RunGenerators(_compilation)));
        yield return ("an edit of other C#", Median(_ => driver.RunGenerators(edited)));
        yield return ("an edit of a hyperparameter", Median(i => driver.ReplaceAdditionalText(_yaml, _yaml.With(BenchmarkApp.Hyperparameters(i + 1))).RunGenerators(_compilation)));
        yield return ("an edit of a model", Median(i => driver.ReplaceAdditionalText(_json, _json.With(BenchmarkApp.Catalog().Replace("48.1", $"{i}.5", StringComparison.Ordinal))).RunGenerators(_compilation)));
    }

    private CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new TrainAppGenerator().AsSourceGenerator()], [_yaml, _json], optionsProvider: new Roles());

    private static double Median(Action<int> run)
    {
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        // The first half warms up.
        return times.Skip(Runs / 2).Order().ElementAt(Runs / 4);
    }

    private sealed class TextFile(string path, string text, string role) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public string Role => role;

        public TextFile With(string changed) => new(path, changed, role);

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Roles : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new One("build_property.RootNamespace", "App");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new One("build_metadata.AdditionalFiles.TrainAppRole", ((TextFile)textFile).Role);

        private sealed class One(string name, string content) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key == name ? content : null;
                return value is not null;
            }
        }
    }
}
