using Microsoft.CodeAnalysis;
using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

public class DiagnosticTests
{
    private const string Meta = """ "meta": { "task_type": "t", "model_name": "m", "model_files": { "checkpoint": "c" } } """;

    // The readers' own tests hold a table for every id; here it is the way from a problem to the compiler.
    [Theory]
    [InlineData("hyperparameters", "a: 1\r\nb: '😀' # 😀\r\nc: [[1]]\r\n", "hyperparameters.yaml(3,5)-(3,8): error TRAIN005")]
    [InlineData("hyperparameters", "a: 1\n\ta: 2\n", "hyperparameters.yaml(2,1)-(2,2): error TRAIN001")]
    [InlineData("hyperparameters", "batch_size: 1\nbatchSize: 2\n", "hyperparameters.yaml(2,1)-(2,10): error TRAIN012")]
    [InlineData("hyperparameters", "a: 1\nextra: 2\n", "hyperparameters.yaml(2,1)-(2,6): error TRAIN012")]
    [InlineData("hyperparameters", "a: 1\nequals: 2\n", "hyperparameters.yaml(2,1)-(2,7): error TRAIN012")]
    [InlineData("hyperparameters", "hyperparameters: 2\n", "hyperparameters.yaml(1,1)-(1,16): error TRAIN012")]
    [InlineData("hyperparameters", "optimizer: {a: 1}\noptimizer_section: 2\n", "hyperparameters.yaml(2,1)-(2,18): error TRAIN012")]
    [InlineData("hyperparameters", "optimizer:\n  optimizer_section: 2\n", "hyperparameters.yaml(2,3)-(2,20): error TRAIN012")]
    [InlineData("hyperparameters", "type: a-b  # a_b | c\n", "hyperparameters.yaml(1,7)-(1,10): error TRAIN012")]
    [InlineData("models", "[{" + Meta + "}, {\n\"meta\": {\"task_type\": \"t\", \"model_name\": \"-m\", \"model_files\": {\"checkpoint\": null}}}]", "models.json(2,42)-(2,46): error TRAIN108")]
    [InlineData("models", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"All\", \"model_files\": {\"checkpoint\": null}}}]", "models.json(1,44)-(1,49): error TRAIN108")]
    [InlineData("models", "[{\"a_b\": 1, \"aB\": 1, " + Meta + "}]", "models.json(1,13)-(1,17): error TRAIN108")]
    [InlineData("models", "[{\"meta\": {\"task_type\": \"t\", \"model_name\": \"m\", \"model_files\": {}}}]", "models.json(1,64)-(1,65): error TRAIN105")]
    [InlineData("options", "demo: 1\n", "app_options.yaml(1,7)-(1,8): error TRAIN206")]
    [InlineData("options", "legacy_checkpoints: 1\n", "app_options.yaml(1,1)-(1,19): warning TRAIN207")]
    public void A_mistake_is_reported_at_its_place_and_the_rest_compiles(string role, string text, string expected)
    {
        var (result, compilation) = Run(
            App,
            Yaml(role == "hyperparameters" ? text : "a: 1\n"),
            Json(role == "models" ? text : OneModel),
            Options(role == "options" ? text : ""));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(expected, Show(diagnostic));
        Assert.Empty(Complaints(compilation));
        Assert.EndsWith($"docs/diagnostics/{diagnostic.Id}.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_reported_at_the_attribute()
    {
        var (result, _) = Run(App);
        Assert.Equal(["Program.cs(4,2)-(4,18): error TRAIN013", "Program.cs(4,2)-(4,18): error TRAIN109"], result.Diagnostics.Select(Show).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_path_that_is_no_item_of_the_project_is_answered_with_the_line_to_add()
    {
        var app = App.Replace("\"Test\"", "\"Test\", Models = \"config/m.json\"", StringComparison.Ordinal);
        var (result, _) = Run(app, Yaml("a: 1\n"));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("Program.cs(4,28)-(4,43): error TRAIN313", Show(diagnostic));
        Assert.Contains("<AdditionalFiles Include=\"config/m.json\" TrainAppRole=\"models\" />", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config/m.json", "/app/config/m.json")]
    [InlineData("./config/../m.json", "/app/m.json")]
    [InlineData("config\\\\m.json", "/app/config/m.json")]
    public void A_path_in_the_attribute_finds_its_item(string setting, string path)
    {
        var app = App.Replace("\"Test\"", $"\"Test\", Models = \"{setting}\"", StringComparison.Ordinal);
        var (result, compilation) = Run(app + "class User { object M = Models.M; }", Yaml("a: 1\n"), Json("[]"), new InMemoryFile(path, OneModel, null));
        Assert.Empty(result.Diagnostics);
        Assert.Empty(Complaints(compilation));
        var host = result.Results.Single().GeneratedSources.Single(source => source.HintName == "TrainApp.Host.g.cs").SourceText.ToString();
        Assert.Equal(path.Contains("config", StringComparison.Ordinal), host.Contains("ModelsDirectory = \"config\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_without_an_app_are_reported_and_keep_their_types()
    {
        var (result, compilation) = Run("class User { object A = new Hyperparameters().A; object M = Models.M; object Host = TrainAppHost.RunAsync([]); }", Yaml("a: 1\n"), Json(OneModel));
        Assert.Equal("TRAIN314", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(Complaints(compilation));
    }

    [Fact]
    public void A_project_that_is_no_app_is_left_alone()
    {
        var (result, _) = Run("class Library { }", new InMemoryFile("/app/appsettings.json", "{", null));
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.GeneratedTrees);
    }

    [Theory]
    [InlineData("class Detector;", "must derive from InferenceModel")]
    [InlineData("class Detector : InferenceModel;", "must have a constructor that takes an InferenceContext")]
    [InlineData("abstract class Detector(InferenceContext c) : InferenceModel { object C = c; }", "must not be abstract")]
    [InlineData("class Outer { [Inference] private class Detector(InferenceContext c) : InferenceModel { object C = c; } }", "must be public or internal")]
    public void An_inference_class_that_cannot_be_made_is_reported(string declaration, string mistake)
    {
        var marked = declaration.Contains("[Inference]", StringComparison.Ordinal) ? declaration : "[Inference] " + declaration;
        var (result, compilation) = Run(App + marked + InferenceContract, Yaml("a: 1\n"), Json(OneModel));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("TRAIN315", $"The class marked [Inference] {mistake}."), (diagnostic.Id, diagnostic.GetMessage()));
        Assert.Equal("Detector", compilation.SyntaxTrees.First().GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan));
        Assert.Empty(Complaints(compilation));
    }

    [Fact]
    public void An_inference_class_is_loaded_by_the_host() =>
        AssertCompiles(App + "[Inference] class Detector(InferenceContext c) : InferenceModel { object C = c; public static InferenceModel Load(InferenceContext c) => TrainAppHost.LoadModel(c); }" + InferenceContract, Yaml("a: 1\n"), Json(OneModel));

    [Theory]
    [InlineData("class Logger;", "must implement ITrainLogger")]
    [InlineData("class Logger(string address) : ITrainLogger { string A = address; MEMBERS }", "must have a constructor without parameters, or one that takes a TrainSession")]
    [InlineData("abstract class Logger : ITrainLogger { MEMBERS }", "must not be abstract")]
    public void A_train_logger_that_cannot_be_made_is_reported(string declaration, string mistake)
    {
        var (result, compilation) = Run(App + "[TrainLogger] " + declaration.Replace("MEMBERS", LoggerMembers, StringComparison.Ordinal), Yaml("a: 1\n"), Json(OneModel));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("TRAIN316", $"The class marked [TrainLogger] {mistake}."), (diagnostic.Id, diagnostic.GetMessage()));
        Assert.Empty(Complaints(compilation));
    }

    [Theory]
    [InlineData("class Logger : ITrainLogger { MEMBERS }", "CreateLogger = static train => new global::Logger(),")]
    [InlineData("class Logger(TrainSession train) : ITrainLogger { object T = train; MEMBERS }", "CreateLogger = static train => new global::Logger(train),")]
    [InlineData("class Logger : Base; abstract class Base : ITrainLogger { MEMBERS }", "CreateLogger = static train => new global::Logger(),")]
    public void A_train_logger_is_made_by_the_host(string declaration, string expected)
    {
        var (result, compilation) = Run(App + "[TrainLogger] " + declaration.Replace("MEMBERS", LoggerMembers, StringComparison.Ordinal), Yaml("a: 1\n"), Json(OneModel));
        Assert.Empty(result.Diagnostics);
        Assert.Empty(Complaints(compilation));
        Assert.Contains(expected, result.GeneratedTrees.Single(tree => tree.FilePath.EndsWith("TrainApp.Host.g.cs", StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);
    }


    private const string LoggerMembers = """
        public void TrainStarted(int? totalEpochs) { }
        public void EpochStarted(int epoch, int? totalSteps) { }
        public void StepFinished(long step, int? epoch, System.Collections.Generic.IReadOnlyDictionary<string, double> metrics) { }
        public void EpochFinished(int epoch, System.Collections.Generic.IReadOnlyDictionary<string, double> metrics) { }
        public void Logged(long step, System.Collections.Generic.IReadOnlyDictionary<string, double> metrics) { }
        public void TrainFinished() { }
        """;

    [Theory]
    [InlineData("\"inference.yaml\"")]
    [InlineData("\"./inference.yaml\"")]
    [InlineData("\"inference\" + \".yaml\"")]
    public void The_settings_of_the_inference_class_are_compiled_in(string path)
    {
        var settings = new InMemoryFile("/app/inference.yaml", "confidence: 0.4  # from here on\nlargest: 0x10\nname: \"a \\\"b\\\"\"\nnms: off\nquick: true\nnothing:\nsizes: [320, .5, x]\nnested:\n  deep: -9223372036854775808\n", null);
        var (result, compilation) = Run(App + Detector(path) + InferenceContract, Yaml("a: 1\n"), Json(OneModel), settings);
        Assert.Empty(result.Diagnostics);
        Assert.Empty(Complaints(compilation));
        var host = result.GeneratedTrees.Single(tree => tree.FilePath.EndsWith("Host.g.cs", StringComparison.Ordinal)).ToString();
        Assert.Contains("LoadModel(global::TrainApp.InferenceContext context) => new global::Detector(context.WithDefaults(s_settings)) { ForwardBy = context.ForwardBy };", host, StringComparison.Ordinal);
        foreach (var value in (string[])["[\"confidence\"] = 0.4d", "[\"largest\"] = 16L", "[\"name\"] = \"a \\\"b\\\"\"", "[\"nms\"] = \"off\"", "[\"quick\"] = true", "[\"nothing\"] = null", "new object?[] { 320L, 0.5d, \"x\" }", "[\"deep\"] = long.MinValue"])
            Assert.Contains(value, host, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "TRAIN317", 2)]
    [InlineData("a: [\n", "TRAIN317", 1)]
    [InlineData("- a\n", "TRAIN317", 1)]
    [InlineData("a: &b 1\n", "TRAIN317", 1)]
    public void Broken_settings_of_the_inference_class_are_reported_in_their_file(string yaml, string id, int line)
    {
        var (result, compilation) = Run(App + Detector("\"inference.yaml\"") + InferenceContract, Yaml("a: 1\n"), Json(OneModel), new InMemoryFile("/app/inference.yaml", yaml, null));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((id, "/app/inference.yaml", line), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1));
        Assert.Empty(Complaints(compilation));
    }

    [Fact]
    public void Settings_of_the_inference_class_that_the_project_does_not_list_are_reported()
    {
        var (result, compilation) = Run(App + Detector("\"inference.yaml\"") + InferenceContract, Yaml("a: 1\n"), Json(OneModel));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("TRAIN313", diagnostic.Id);
        Assert.Contains("<AdditionalFiles Include=\"inference.yaml\" />", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(Complaints(compilation));
    }

    private static string Detector(string path) =>
        $"[Inference(Settings = {path})] class Detector(InferenceContext c) : InferenceModel {{ object C = c; public static InferenceModel Load(InferenceContext c) => TrainAppHost.LoadModel(c); }}";

    private const string InferenceContract = """
        namespace TrainApp
        {
            public class InferenceAttribute : System.Attribute { public string? Settings { get; set; } }
            public interface IForward;
            public class InferenceModel { public IForward? ForwardBy { get; init; } }
            public class InferenceContext { public IForward? ForwardBy { get; init; } public InferenceContext WithDefaults(System.Collections.Generic.IReadOnlyDictionary<string, object?> settings) => this; }
        }
        """;

    internal static string Show(Diagnostic diagnostic)
    {
        var lines = diagnostic.Location.GetLineSpan();
        var (start, end) = (lines.StartLinePosition, lines.EndLinePosition);
        return $"{Path.GetFileName(lines.Path)}({start.Line + 1},{start.Character + 1})-({end.Line + 1},{end.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}";
    }
}
