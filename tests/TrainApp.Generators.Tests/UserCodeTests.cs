using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

/// <summary>Code that uses every generated member, and what becomes of it when a key goes.</summary>
public class UserCodeTests
{
    private const string User = """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using TrainApp;
        using TrainApp.Hosting;

        [TrainApp("Test")]
        public static partial class App
        {
            [TrainStart]
            public static ExperimentInfo Train(TrainSession train)
            {
                Hyperparameters h = train.Hyperparameters;
                int epoches = h.Epoches, batch = h.BatchSize;
                IReadOnlyList<int> size = h.EvalSpatialSize;
                long? seed = h.Seed;
                IReadOnlyList<double> warmup = h.WarmupEpochs;
                string name = h.RunName;
                Hyperparameters.OptimizerSection optimizer = h.Optimizer;
                bool isSgd = optimizer.Type is Hyperparameters.OptimizerSection.TypeChoice.Sgd or Hyperparameters.OptimizerSection.TypeChoice.AdamW;
                double lr = optimizer.Lr;
                IReadOnlyList<double> betas = optimizer.Betas;
                long steps = optimizer.Steps;
                Hyperparameters.LrSchedulerSection.TypeChoice? scheduler = h.LrScheduler.Type;
                bool known = scheduler is null or Hyperparameters.LrSchedulerSection.TypeChoice.MultiStepLr or Hyperparameters.LrSchedulerSection.TypeChoice.CosineAnnealingLr or Hyperparameters.LrSchedulerSection.TypeChoice.OneCycleLr;
                IReadOnlyList<int> milestones = h.LrScheduler.Milestones;
                double gamma = h.LrScheduler.Gamma;
                bool ema = h.UseEma;
                Hyperparameters.EmaSection.LayersSection layers = h.Ema.Layers;
                IReadOnlyList<string> names = layers.Names;
                IReadOnlyList<bool> flags = layers.Flags;
                IReadOnlyList<long> ids = layers.Ids;
                (int?, double?, bool?, string?, IReadOnlyList<int>?) nullables = (layers.Depth, layers.Rate, layers.On, layers.Note, layers.Sizes);
                double extra = h.Extra.Get<double>("x") + optimizer.Extra.Get<double>("x") + h.LrScheduler.Extra.Get<double>("x") + h.Ema.Extra.Get<double>("x") + layers.Extra.Get<double>("x");
                Hyperparameters changed = h with { Epoches = 5, Optimizer = h.Optimizer with { Lr = 1 } };

                ModelEntry model = train.Model;
                string config = train.ModelFiles.Config;
                string? labels = train.ModelFiles.Labels;
                AppOptions options = train.Options;
                return new ExperimentInfo { ModelName = name, ModelFiles = new() { ["config"] = config }, Checkpoints = train.OutputDirectory, BestCheckpoint = "best.pth" };
            }

            public static void Catalog()
            {
                ModelEntry s = Models.RtDetrv2S, m = Models.RtDetrv2M;
                IReadOnlyList<ModelEntry> all = Models.All;
                (string, string, double, long, long?, bool, string?) columns = (s.Model, s.Dataset, s.ApVal, s.ParamsM, s.FpsT4, s.New, m.NameColumn);
                (string?, string?) files = (s.ConfigFile, s.LabelsFile);
            }

            public static async Task<int> Run(string[] args, CancellationToken stop)
            {
                AppDescription description = TrainAppHost.Description;
                Hyperparameters bound = (Hyperparameters)description.Hyperparameters.Bind(null!);
                return await TrainAppHost.RunAsync(args) + await TrainAppHost.RunAsync(args, stop);
            }
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_app_that_refers_to_vision_decodes_images(bool decodes)
    {
        var driver = Driver().WithUpdatedAnalyzerConfigOptions(new InMemoryOptions(decodesImages: decodes))
            .RunGenerators(Compilation(App), TestContext.Current.CancellationToken);

        var code = string.Concat(driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));
        Assert.Equal(decodes, code.Contains("DrawThumbnail = static request => global::TrainApp.Thumbnail.Draw(request),", StringComparison.Ordinal));
        Assert.Equal(decodes, code.Contains("MakeExperimentPage = static page => global::TrainApp.ExperimentReport.Make(page),", StringComparison.Ordinal));
        Assert.Equal(decodes, code.Contains("DecodeImage = static path => _ = global::TrainApp.ImageFrame.Load(path),", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, false, "")]
    [InlineData(false, true, "")]
    [InlineData(true, false, "Evaluate = static (request, stop) => global::TrainApp.ModelEvaluation.RunAsync(LoadModel, null, null, request, stop),")]
    [InlineData(true, true, "Evaluate = static (request, stop) => global::TrainApp.ModelEvaluation.RunAsync(LoadModel, null, static file => new global::TrainApp.OnnxSession(file), request, stop),")]
    public void An_app_that_predicts_is_evaluated_with_onnx_where_it_can(bool decodes, bool runsOnnx, string expected)
    {
        const string detector = "[Inference] class Detector(InferenceContext c) : InferenceModel { object C = c; }\nnamespace TrainApp { public class InferenceAttribute : System.Attribute; public class InferenceModel; public class InferenceContext; }";
        var driver = Driver().WithUpdatedAnalyzerConfigOptions(new InMemoryOptions(decodesImages: decodes, runsOnnx: runsOnnx))
            .RunGenerators(Compilation(App + detector), TestContext.Current.CancellationToken);

        var code = string.Concat(driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));
        Assert.Contains(expected, code, StringComparison.Ordinal);
        Assert.Equal(decodes, code.Contains("Evaluate = ", StringComparison.Ordinal));
        Assert.Equal(decodes && runsOnnx, code.Contains("EvaluatesOnnx = true,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_app_that_refers_to_the_gui_serves_the_page(bool serves)
    {
        var driver = Driver().WithUpdatedAnalyzerConfigOptions(new InMemoryOptions(servesPage: serves))
            .RunGenerators(Compilation(App), TestContext.Current.CancellationToken);

        var code = string.Concat(driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));
        Assert.Equal(serves, code.Contains("Serve = static (app, settings, stop) => global::TrainApp.Gui.Serving.GuiServer.RunAsync(app, settings, stop),", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_that_uses_every_member_compiles()
    {
        // CS0219: the point of the variables is their types.
        var user = "#pragma warning disable CS0219\n" + User;
        AssertCompiles(user, Yaml(TutorialFiles.Hyperparameters), Json(TutorialFiles.Models), Options(TutorialFiles.Options));
    }

    [Theory]
    [InlineData("epoches", "CS1061")]
    [InlineData("batch_size", "CS1061")]
    [InlineData("eval_spatial_size", "CS1061")]
    [InlineData("seed", "CS1061")]
    [InlineData("run_name", "CS1061")]
    [InlineData("  lr", "CS1061")]
    [InlineData("  type", "CS0426")]
    [InlineData("  milestones", "CS1061")]
    [InlineData("    depth", "CS1061")]
    [InlineData("use_ema", "CS1061")]
    public void Code_that_reads_a_key_fails_when_the_key_goes(string key, string error)
    {
        var lines = TutorialFiles.Hyperparameters.Split('\n');
        var without = lines.Where(line => !line.StartsWith(key + ":", StringComparison.Ordinal)).ToArray();
        Assert.NotEqual(lines.Length, without.Length);
        var (result, compilation) = Run(User, Yaml(string.Join('\n', without)), Json(TutorialFiles.Models));
        Assert.Empty(result.Diagnostics);
        Assert.Contains(Complaints(compilation), complaint => complaint.Contains(error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("my-app", "my_app")]
    [InlineData("1st.app", "_1st.app")]
    [InlineData("class", "@class")]
    [InlineData("A..B c", "A.B_c")]
    [InlineData("", "TrainApp.Generated")]
    [InlineData("Über.模型", "Über.模型")]
    public void Any_root_namespace_becomes_one_that_compiles(string root, string expected)
    {
        var driver = Driver(root, Yaml("a: 1"), Json(OneModel)).RunGeneratorsAndUpdateCompilation(Compilation(App), out var compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(Complaints(compilation));
        Assert.Contains($"namespace {expected};", driver.GetRunResult().GeneratedTrees[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static ExperimentInfo Train() => null!;")]
    [InlineData("public static ExperimentInfo Train(TrainSession train, CancellationToken stop, Hyperparameters h) => null!;")]
    [InlineData("internal static Task<ExperimentInfo> Train(Hyperparameters h) => null!;")]
    public void Every_valid_training_signature_is_called(string method)
    {
        var source = $"using System.Threading; using System.Threading.Tasks; using TrainApp;\n[TrainApp(\"T\")] static class App {{ [TrainStart] {method} }}";
        AssertCompiles(source, Yaml("a: 1"), Json(OneModel));
        var (result, _) = Run(source, Yaml("a: 1"), Json(OneModel));
        Assert.Contains("global::App.Train(", Host(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ExportOnnx] public static string E() => null!;")]
    [InlineData("[ExportOnnx] public static FileInfo E(TrainSession t) => null!;")]
    [InlineData("[ExportTensorRt] public static Task<string> E(ExperimentInfo e, TrainSession t, Hyperparameters h, CancellationToken c) => null!;")]
    [InlineData("[ExportTensorRt] public static Task<FileInfo> E(ExperimentInfo e) => null!;")]
    [InlineData("[SampleProject] public static void E(string directory) { }")]
    [InlineData("[SampleProject] public static Task E(CancellationToken c, string directory) => null!;")]
    [InlineData("[ExportOnnx, ExportTensorRt] public static string E() => null!;")]
    public void Every_valid_signature_of_other_methods_is_called(string method)
    {
        var source = $"using System.IO; using System.Threading; using System.Threading.Tasks; using TrainApp;\n[TrainApp(\"T\")] static class App {{ [TrainStart] public static ExperimentInfo Train() => null!; {method} }}";
        AssertCompiles(source, Yaml("a: 1"), Json(OneModel));
        var (result, _) = Run(source, Yaml("a: 1"), Json(OneModel));
        Assert.Contains("global::App.E(", Host(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Start = TrainApp.TrainStartAttribute;", "[Start] public static ExperimentInfo Train() => null!;")]
    [InlineData("using Info = TrainApp.ExperimentInfo;", "[TrainStart] public static Info Train() => null!;")]
    [InlineData("using Session = TrainApp.TrainSession;", "[TrainStart] public static ExperimentInfo Train(Session train) => null!;")]
    [InlineData("", "[TrainApp.TrainStart] public static TrainApp.ExperimentInfo Train(global::TrainApp.TrainSession train, System.Threading.CancellationToken stop) => null!;")]
    [InlineData("", "[global::TrainApp.TrainStartAttribute] protected internal static System.Threading.Tasks.Task<TrainApp.ExperimentInfo> Train() => null!;")]
    [InlineData("", "[TrainStart] public static partial ExperimentInfo Train(); public static partial ExperimentInfo Train() => null!;")]
    public void Names_that_only_symbols_explain_are_understood(string directive, string method)
    {
        // A class that is not static may hold protected methods.
        var source = $"using TrainApp;\n{directive}\n[TrainApp(Name)] partial class App {{ const string Name = \"T\"; {method} }}";
        AssertCompiles(source, Yaml("a: 1"), Json(OneModel));
        var (result, _) = Run(source, Yaml("a: 1"), Json(OneModel));
        Assert.Contains("global::App.Train(", Host(result), StringComparison.Ordinal);
        Assert.Contains("FrameworkName = \"T\"", Host(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_others_that_share_a_name_are_left_alone()
    {
        const string Source = """
            namespace Other
            {
                class InferenceAttribute : System.Attribute;
                class TrainStartAttribute : System.Attribute;
                [Inference] class Model { [TrainStart] void Run(int x) { } }
            }
            """;
        AssertCompiles(App + Source, Yaml("a: 1"), Json(OneModel));
    }

    [Fact]
    public void An_app_in_a_project_of_its_own_name_compiles()
    {
        var driver = Driver("App.Training", Yaml("a: 1"), Json(OneModel)).RunGeneratorsAndUpdateCompilation(Compilation(App), out var compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(Complaints(compilation));
        Assert.Contains("namespace AppGenerated.Training;", driver.GetRunResult().GeneratedTrees[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static ExperimentInfo Train() => null!;")]
    [InlineData("public static ExperimentInfo Train(int x) => null!;")]
    [InlineData("public static void Train() { }")]
    [InlineData("public static ExperimentInfo Train<T>() => null!;")]
    [InlineData("public static ExperimentInfo Train(TrainSession a, TrainSession b) => null!;")]
    [InlineData("public static ExperimentInfo Train(ref TrainSession a) => null!;")]
    public void A_signature_that_cannot_be_called_is_left_to_the_rules_on_csharp(string method)
    {
        var source = $"using TrainApp;\n[TrainApp(\"T\")] static class App {{ [TrainStart] {method} }}";
        AssertCompiles(source, Yaml("a: 1"), Json(OneModel));
        var (result, _) = Run(source, Yaml("a: 1"), Json(OneModel));
        Assert.DoesNotContain("global::App.Train(", Host(result), StringComparison.Ordinal);
    }

    private static string Host(Microsoft.CodeAnalysis.GeneratorDriverRunResult result) =>
        result.Results.Single().GeneratedSources.Single(source => source.HintName == "TrainApp.Host.g.cs").SourceText.ToString();
}
