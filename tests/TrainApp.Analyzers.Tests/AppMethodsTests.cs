using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.AppMethodsAnalyzer>;

namespace TrainApp.Analyzers.Tests;

public sealed class AppMethodsTests
{
    private const string Train = "[TrainStart] public static ExperimentInfo Train() => throw new NotImplementedException();";

    [Fact]
    public Task One_method_of_each_mark_is_what_an_app_has() => Check.Reports(SampleProgram.App($"""
        {Train}
        [ExportOnnx, ExportTensorRt] public static string Export() => "";
        [SampleProject] public static void Draw(string directory) => _ = directory;
        """));

    [Fact]
    public Task Methods_may_stand_in_any_part_of_the_class()
        => Check.Reports($"[TrainApp(\"Test\")] public static partial class App; public static partial class App {{ {Train} }}");

    [Fact]
    public Task A_class_that_is_no_app_needs_no_training_method() => Check.Reports("public static class Other;");

    [Fact]
    public Task A_second_method_of_a_mark_is_reported_at_its_attribute() => Check.Says(
        "TRAIN307",
        "'Again' is marked [TrainStart], but 'Train' already is: an app has one such method",
        SampleProgram.App($"{Train} [{{|#0:TrainStart|}}] public static ExperimentInfo Again() => Train();"));

    [Fact]
    public Task An_app_without_a_training_method_is_reported_at_its_name() => Check.Says(
        "TRAIN309",
        "'App' is marked [TrainApp], but none of its methods is marked [TrainStart]; add one such as 'public static ExperimentInfo Train(TrainSession train)'",
        """[TrainApp("Test")] public static partial class {|#0:App|} { [ExportOnnx] public static string Export() => ""; }""");

    [Fact]
    public Task A_mark_outside_an_app_is_reported_with_the_class_that_lacks_one() => Check.Says(
        "TRAIN308",
        "[ExportOnnx] has no effect here: mark a method of the [TrainApp] class, or mark 'Other' [TrainApp(\"…\")]",
        """public static class Other { [{|#0:ExportOnnx|}] public static string Export() => ""; }""");

    [Theory]
    [InlineData("public static void F() { [{|TRAIN308:TrainStart|}] static void Local() { } Local(); }")]
    [InlineData("public static void F() { var f = [{|TRAIN308:TrainStart|}] () => 1; f(); }")]
    [InlineData("public static string P { [{|TRAIN308:ExportOnnx|}] get => \"\"; }")]
    [InlineData("public static class Nested { [{|TRAIN308:ExportOnnx|}] public static string Export() => \"\"; }")]
    [InlineData("public interface INested { [{|TRAIN308:ExportOnnx|}] string Export(); }")]
    public Task A_mark_on_what_is_no_method_of_the_app_is_reported(string member) => Check.Reports(SampleProgram.App($"{Train} {member}"));
}
