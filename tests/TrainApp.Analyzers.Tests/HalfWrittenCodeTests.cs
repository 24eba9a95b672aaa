using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace TrainApp.Analyzers.Tests;

/// <summary>While somebody types nothing is whole: rules and fixes bear every prefix of a program.</summary>
public sealed class HalfWrittenCodeTests
{
    private const int Step = 7;

    /// <summary>Reports every rule but the ones on a shape that the others exclude.</summary>
    private const string Program = """
        [TrainApp("Test", WorkDirectory = "data")]
        public static partial class App
        {
            private const string None = "";

            [TrainStart]
            static async Task<int> Train<T>(TrainSesion train, Hyperparameters h, CancellationToken c, in CancellationToken d)
            {
                var best = Path.Combine("out", $"{h.Epochs}.pth");
                if (h is { Epoche: > 3, Optimizer.Lr: 0 }) return await Task.FromResult(1);
                var info = new ExperimentInfo { ModelName = None, Checkpoints = [""], BestCheckpoint = best };
                info = info with { BestCheckpoint = "out/b.pth", ModelFiles = new() { ["config"] = null! } };
                ExperimentInfo other = new() { ModelName = default!, };
                Console.WriteLine($"{h.Optimizer} {h?.Optimizer?.Learning}");
                Func<Hyperparameters, int> f = x => x.BatchSize;
                return f(h with { Epoches = 3 }) switch { 1 => 2, _ => 3 };
            }

            [ExportOnnx, ExportTensorRt] private void Export(ref TrainSession train, params string[] all) => _ = all;
            [SampleProject] public static async void Draw() { [TrainStart] static void Local() { } Local(); }
            [TrainStart] public static ExperimentInfo Again() => Activator.CreateInstance<ExperimentInfo>() ?? null!;
        }

        [TrainApp("")] public class Second<T> { [ExportOnnx] string P { [ExportOnnx] get; } }
        """;

    private static readonly AppFileText[] s_files =
    [
        AppFileText.Hyperparameters(SampleProgram.Yaml),
        AppFileText.Options("export_onnx_supported: true\nexport_tensorrt_supported: true"),
    ];

    [Fact]
    public async Task Rules_bear_every_prefix_of_a_program()
    {
        var reported = new HashSet<string>();
        for (var length = 0; length < Program.Length; length += Step)
        {
            reported.UnionWith((await AllRules.Run(AllRules.Compile(Program[..length]), s_files)).Select(static d => d.Id));
        }

        Assert.Contains("TRAIN301", reported);
        Assert.Contains("TRAIN320", reported);
        Assert.Contains("TRAIN330", reported);
    }

    [Fact]
    public async Task Rules_bear_a_program_with_a_hole_anywhere()
    {
        var reported = 0;
        for (var start = 0; start < Program.Length - Step; start += Step)
        {
            reported += (await AllRules.Run(AllRules.Compile(Program.Remove(start, Step)), s_files)).Length;
        }

        Assert.True(reported > Program.Length, $"{reported} diagnostics were reported.");
    }

    [Fact]
    public async Task Fixes_bear_every_prefix_of_a_program()
    {
        var applied = 0;
        for (var length = Step; length < Program.Length; length += 5 * Step)
        {
            using var workspace = new AdhocWorkspace();
            var compilation = AllRules.Compile(Program[..length]);
            var project = workspace.AddProject("MyApp", LanguageNames.CSharp)
                .WithCompilationOptions(compilation.Options)
                .WithMetadataReferences(compilation.References);
            foreach (var tree in compilation.SyntaxTrees)
            {
                project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(TestContext.Current.CancellationToken)).Project;
            }

            var document = project.Documents.Single(static d => d.Name == "Program.cs");
            var reported = await AllRules.Run((await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, s_files);
            foreach (var diagnostic in reported.Where(static d => d.Location.IsInSource))
            {
                applied += await Apply(document, diagnostic);
            }
        }

        Assert.True(applied > 100, $"{applied} fixes were applied.");
    }

    private static async Task<int> Apply(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        foreach (var fix in AllRules.Fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        foreach (var action in actions)
        {
            var changed = (await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
            SourceText text = await changed.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString(), text.ToString());
        }

        return actions.Count;
    }
}
