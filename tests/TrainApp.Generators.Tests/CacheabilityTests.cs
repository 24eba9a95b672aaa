using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

public class CacheabilityTests
{
    private static readonly InMemoryFile s_yaml = Yaml(TutorialFiles.Hyperparameters);
    private static readonly InMemoryFile s_json = Json(TutorialFiles.Models);
    private static readonly InMemoryFile s_options = Options("demo: a\n");

    [Fact]
    public void An_edit_of_other_csharp_makes_nothing_anew()
    {
        var compilation = Compilation(App);
        var driver = Driver(s_yaml, s_json, s_options).RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Tree("class Other { void Method() { } }")), TestContext.Current.CancellationToken);
        Assert.Empty(Rerun(driver));
    }

    [Fact]
    public void An_edit_around_the_attributes_makes_nothing_anew()
    {
        var driver = Driver(s_yaml, s_json, s_options).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        var edited = App.Replace("using TrainApp;", "using TrainApp;\n\n// A comment that moves everything.", StringComparison.Ordinal).Replace("=> null!;", "{ return null!; }", StringComparison.Ordinal);
        driver = driver.RunGenerators(Compilation(edited), TestContext.Current.CancellationToken);
        Assert.Empty(Rerun(driver));
        Assert.Equal(IncrementalStepRunReason.Unchanged, Reason(driver, TrackingNames.App));
        Assert.Equal(IncrementalStepRunReason.Cached, Reason(driver, TrackingNames.HyperparametersSource));
    }

    [Theory]
    [InlineData("hyperparameters", "TrainApp.Hyperparameters.g.cs")]
    [InlineData("models", "TrainApp.Models.g.cs")]
    [InlineData("options", "TrainApp.AppOptions.g.cs")]
    [InlineData("files", "TrainApp.Models.g.cs TrainApp.Session.g.cs")]
    [InlineData("signature", "TrainApp.Host.g.cs")]
    [InlineData("space", "")]
    public void An_edit_makes_its_own_output_anew_and_no_other(string edit, string outputs)
    {
        var driver = Driver(s_yaml, s_json, s_options).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        var before = Sources(driver);
        driver = edit switch
        {
            "hyperparameters" => driver.ReplaceAdditionalText(s_yaml, Yaml(TutorialFiles.Hyperparameters.Replace("epoches: 50", "epoches: 51", StringComparison.Ordinal))),
            "models" => driver.ReplaceAdditionalText(s_json, Json(TutorialFiles.Models.Replace("48.1", "48.2", StringComparison.Ordinal))),
            "files" => driver.ReplaceAdditionalText(s_json, Json(TutorialFiles.Models.Replace("\"labels\"", "\"names_file\"", StringComparison.Ordinal))),
            "space" => driver.ReplaceAdditionalText(s_json, Json("// note\n" + TutorialFiles.Models)),
            "options" => driver.ReplaceAdditionalText(s_options, Options("demo: b\n")),
            _ => driver,
        };
        var source = edit == "signature" ? App.Replace("(TrainSession train, ", "(", StringComparison.Ordinal) : App;
        driver = driver.RunGenerators(Compilation(source), TestContext.Current.CancellationToken);

        var after = Sources(driver);
        Assert.Equal(outputs, string.Join(' ', after.Where(pair => before[pair.Key] != pair.Value).Select(pair => pair.Key)));
        Assert.Equal(outputs.Length == 0 ? 0 : outputs.Split(' ').Length, Rerun(driver).Count);
    }

    [Fact]
    public void A_mistake_that_moves_is_reported_anew_and_makes_nothing_anew()
    {
        var yaml = Options("a: 1\n");
        var driver = Driver(s_yaml, s_json, yaml).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        driver = driver.ReplaceAdditionalText(yaml, Options("\na: 1\n")).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        Assert.Equal(IncrementalStepRunReason.Modified, Reason(driver, TrackingNames.OptionsProblems));
        Assert.Equal(IncrementalStepRunReason.Cached, Reason(driver, TrackingNames.OptionsOutput));
        Assert.Equal(2, Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line + 1);
    }

    [Fact]
    public void The_same_input_gives_the_same_output()
    {
        var first = Driver(s_yaml, s_json, s_options).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        var second = Driver(Yaml(TutorialFiles.Hyperparameters), Json(TutorialFiles.Models), s_options).RunGenerators(Compilation(App), TestContext.Current.CancellationToken);
        Assert.Equal(Sources(first), Sources(second));
        foreach (var step in StepNames())
        {
            Assert.Equal(Values(first, step), Values(second, step));
        }
    }

    [Fact]
    public void What_passes_from_step_to_step_holds_no_compiler_objects()
    {
        var app = App.Replace("[TrainApp(\"Test\")]", "[TrainApp(\"Test\", AppOptions = \"a: 1\")]", StringComparison.Ordinal);
        var driver = Driver(Yaml("a: 1\nb: [[1]]\n"), s_json).RunGenerators(Compilation(app), TestContext.Current.CancellationToken);
        HashSet<object> visited = new(ReferenceEqualityComparer.Instance);
        foreach (var step in StepNames())
        {
            foreach (var value in Values(driver, step)) Visit(value, step);
        }

        Assert.InRange(visited.Count, 15, 1000);

        void Visit(object? node, string path)
        {
            if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !visited.Add(node)) return;
            Assert.False(node is Microsoft.CodeAnalysis.Compilation or ISymbol or SyntaxNode or SyntaxTree or SemanticModel or Location or AdditionalText, $"{path} holds a {node.GetType()}");
            if (node is IEnumerable items)
            {
                foreach (var item in items) Visit(item, path + "[]");
                return;
            }

            foreach (var field in node.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            {
                Visit(field.GetValue(node), $"{path}.{field.Name}");
            }
        }
    }

    private static string[] StepNames() => [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static List<object> Values(GeneratorDriver driver, string step) =>
        [.. driver.GetRunResult().Results.Single().TrackedSteps.GetValueOrDefault(step, []).SelectMany(run => run.Outputs).Select(output => output.Value)];

    private static IncrementalStepRunReason Reason(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results.Single().TrackedSteps[step].Single().Outputs.Single().Reason;

    private static Dictionary<string, string> Sources(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Outputs that were made anew.</summary>
    private static List<IncrementalStepRunReason> Rerun(GeneratorDriver driver)
    {
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        return [.. reasons.Where(reason => reason != IncrementalStepRunReason.Cached)];
    }
}
