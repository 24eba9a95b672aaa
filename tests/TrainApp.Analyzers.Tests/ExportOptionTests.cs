using Microsoft.CodeAnalysis.Testing;
using TrainApp.Generators.Analyzers;

namespace TrainApp.Analyzers.Tests;

public sealed class ExportOptionTests
{
    private const string Method = "public static string Export(TrainSession train) => \"\";";

    private static Task Run(string members, string? options, params DiagnosticResult[] expected)
    {
        var test = new RuleTest<ExportOptionAnalyzer, EmptyCodeFixProvider>(SampleProgram.App(members));
        test.ExpectedDiagnostics.AddRange(expected);
        return (options is null ? test : test.With("options", "app_options.yaml", options)).RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("", "export_onnx_supported: false")]
    [InlineData("[ExportOnnx] " + Method, "export_onnx_supported: true")]
    [InlineData("[ExportOnnx, ExportTensorRt] " + Method, "export_tensorrt_supported: true\nexport_onnx_supported: true")]
    public Task Option_and_method_together_are_left_alone(string members, string? options) => Run(members, options);

    [Fact]
    public Task An_option_without_a_method_is_reported_in_its_file() => Run(
        "[ExportTensorRt] " + Method,
        "# Exports\nexport_tensorrt_supported: true\n{|TRAIN340:export_onnx_supported|}: true");

    [Fact]
    public Task The_message_shows_the_method() => Run(
        "",
        "{|#0:export_tensorrt_supported|}: true",
        new DiagnosticResult(new ExportOptionAnalyzer().SupportedDiagnostics[0]).WithLocation(0).WithMessage(
            "'export_tensorrt_supported' offers an export, but no method of 'App' is marked [ExportTensorRt]; add 'public static string ExportTensorRt(TrainSession train, ExperimentInfo experiment)' or remove the option"));

    [Theory]
    [InlineData(null)]
    [InlineData("device_selector: true")]
    [InlineData("export_onnx_supported: false")]
    public Task A_method_without_its_option_is_reported_at_its_attribute(string? options) => Run("[{|TRAIN341:ExportOnnx|}] " + Method, options);

    [Fact]
    public Task A_text_in_the_attribute_is_reported_inside_the_literal() => Check<ExportOptionAnalyzer>.Reports(
        "[TrainApp(\"Test\", AppOptions = \"{|TRAIN340:export_onnx_supported|}: true\")] public static partial class App;");

    [Fact]
    public Task Nothing_is_said_about_a_method_while_the_options_are_broken() => Run("[ExportOnnx] " + Method, "export_onnx_suported: true");

    [Fact]
    public Task A_class_that_is_no_app_is_left_alone() => Check<ExportOptionAnalyzer>.Reports($"public static class Other {{ [ExportOnnx] {Method} }}");
}
