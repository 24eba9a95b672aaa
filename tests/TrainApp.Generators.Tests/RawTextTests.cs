using static TrainApp.Generators.Tests.DiagnosticTests;
using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

/// <summary>Files given as text in the attribute: their mistakes stand inside the literal. <c>⟦…⟧</c> marks the place.</summary>
public class RawTextTests
{
    [Theory]
    [InlineData("\"\"\"\n        a: 1\n        b: [⟦[1]⟧]\n        \"\"\"")]
    [InlineData("\"\"\"\n\ta: 1\n\n\tb: [⟦[1]⟧]\n\t\"\"\"")]
    [InlineData("\"\"\"\n        a: 1\n\n        b: [⟦[1]⟧]\n        \"\"\"")]
    [InlineData("\"\"\"\"\n  a: '\"\"\"'\n  b: [⟦[1]⟧]\n  \"\"\"\"")]
    [InlineData("\"\"\"b: [⟦[1]⟧]\"\"\"")]
    [InlineData("@\"a: \"\"x\"\"\nb: [⟦[1]⟧]\"")]
    [InlineData("\"a: \\\"x\\\"\\nb: [⟦[1]⟧]\"")]
    [InlineData("\"a: \\u0041\\x41\\U0001F600\\nb: [⟦[1]⟧]\"")]
    [InlineData("\"\"\"\r\n    a: 1\r\n    b: [⟦[1]⟧]\r\n    \"\"\"")]
    [InlineData("⟦\"a: 1\\n\" + \"b: [[1]]\"⟧")]
    [InlineData("⟦Text.Yaml⟧")]
    public void A_mistake_is_reported_inside_the_literal(string marked)
    {
        const string Before = "using TrainApp;\n\n[TrainApp(\"Test\", Hyperparameters = ";
        var start = Before.Length + marked.IndexOf('⟦', StringComparison.Ordinal);
        var length = marked.IndexOf('⟧', StringComparison.Ordinal) - marked.IndexOf('⟦', StringComparison.Ordinal) - 1;
        var literal = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        var source = Before + literal + ")]\nstatic class App { [TrainStart] internal static ExperimentInfo Train() => null!; }\nstatic class Text { public const string Yaml = \"b: [[1]]\"; }";
        var (result, compilation) = Run(source, Json(OneModel));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("TRAIN005", diagnostic.Id);
        Assert.Equal((start, length), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        var expected = compilation.SyntaxTrees.First().GetLineSpan(diagnostic.Location.SourceSpan, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Span, diagnostic.Location.GetLineSpan().Span);
        Assert.Empty(Complaints(compilation));
    }

    [Fact]
    public void All_three_files_may_be_texts()
    {
        const string Source = """"
            using TrainApp;

            [TrainApp(
                "Test",
                Hyperparameters = """
                    epochs: 2
                    optimizer:
                      lr: 0.1
                    """,
                Models = """[{ "AP": 1, "meta": { "task_type": "t", "model_name": "m", "model_files": { "checkpoint": null } } }]""",
                AppOptions = "device_selector: true")]
            static class App
            {
                [TrainStart]
                internal static ExperimentInfo Train(TrainSession train)
                {
                    double lr = train.Hyperparameters.Optimizer.Lr;
                    long? ap = train.Model.Ap;
                    throw new System.InvalidOperationException($"{lr} {ap}");
                }
            }
            """";
        AssertCompiles(Source);
        AssertCompiles(Source, Yaml("other: 1"), Json("[]"), Options("nonsense: 1"));
    }

    [Fact]
    public void An_absent_file_named_by_a_constant_is_reported_at_the_constant()
    {
        const string Source = "using TrainApp;\n[TrainApp(\"Test\", Hyperparameters = Name)]\nstatic class App { const string Name = \"h.yaml\"; [TrainStart] internal static ExperimentInfo Train() => null!; }";
        var (result, _) = Run(Source, Json(OneModel));
        Assert.Equal("Program.cs(2,37)-(2,41): error TRAIN313", Show(Assert.Single(result.Diagnostics)));
    }
}
