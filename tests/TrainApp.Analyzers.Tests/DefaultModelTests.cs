using Microsoft.CodeAnalysis.Testing;
using TrainApp.Generators.Analyzers;

namespace TrainApp.Analyzers.Tests;

public sealed class DefaultModelTests
{
    private const string Models = """
        [
          { "Model": "Tiny", "meta": { "task_type": "object detection", "model_name": "Tiny", "model_files": { "checkpoint": null } } },
          { "Model": "Large", "meta": { "task_type": "object detection", "model_name": "Large-S", "model_files": { "checkpoint": null } } }
        ]
        """;

    private static Task Run(string? options, string? models = Models, params DiagnosticResult[] expected)
    {
        var test = new RuleTest<DefaultModelAnalyzer, EmptyCodeFixProvider>(SampleProgram.App(""));
        test.ExpectedDiagnostics.AddRange(expected);
        if (options is not null) test = test.With("options", "app_options.yaml", options);
        if (models is not null) test = test.With("models", "models.json", models);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("device_selector: true")]
    [InlineData("model_selector: {enabled: true}")]
    [InlineData("model_selector: {default_model: null}")]
    [InlineData("model_selector: {default_model: Tiny}")]
    [InlineData("model_selector: {default_model: LARGE-s}")]
    public Task A_model_of_the_list_in_any_case_or_none_is_left_alone(string? options) => Run(options);

    [Fact]
    public Task Another_name_is_reported_at_its_place_with_the_nearest() => Run(
        "model_selector:\n  show_custom: false\n  default_model: {|#0:Tinny|}  # the quick one",
        expected: new DiagnosticResult(new DefaultModelAnalyzer().SupportedDiagnostics[0]).WithLocation(0).WithMessage(
            "'default_model' names the model 'Tinny', which models.json does not list. Did you mean 'Tiny'?"));

    [Fact]
    public Task The_heading_of_a_table_is_not_the_name() => Run(
        "model_selector: {default_model: {|#0:xyz|}}",
        expected: new DiagnosticResult(new DefaultModelAnalyzer().SupportedDiagnostics[0]).WithLocation(0).WithMessage(
            "'default_model' names the model 'xyz', which models.json does not list. There is: Tiny, Large-S."));

    [Theory]
    [InlineData(null)]
    [InlineData("[")]
    [InlineData("[{}]")]
    public Task Nothing_is_said_while_the_list_is_absent_or_broken(string? models) => Run("model_selector: {default_model: Tinny}", models);

    [Fact]
    public Task Nothing_is_said_while_the_option_has_another_mistake() => Run("model_selector: {default_model: [Tinny]}");

    [Fact]
    public Task A_text_in_the_attribute_is_reported_inside_the_literal() => Check<DefaultModelAnalyzer>.Reports(
        "[TrainApp(\"Test\", Models = " + Literal(Models) + ", AppOptions = \"model_selector: {default_model: {|TRAIN208:Tinny|}}\")] public static partial class App;");

    [Fact]
    public Task A_class_that_is_no_app_is_left_alone() => Check<DefaultModelAnalyzer>.Reports("public static class Other { }");

    private static string Literal(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) + "\"";
}
