using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.MarkedMethodAnalyzer, TrainApp.CodeFixes.AddModifierCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class MarkedMethodTests
{
    private const string Body = "=> throw new NotImplementedException();";

    [Theory]
    [InlineData("[TrainStart] public static ExperimentInfo Train()")]
    [InlineData("[TrainStart] internal static ExperimentInfo Train()")]
    [InlineData("private static T Other<T>()")]
    public Task A_method_that_the_host_can_call_is_left_alone(string method) => Check.Reports(SampleProgram.App($"{method} {Body}"));

    [Theory]
    [InlineData("[TrainStart] static ExperimentInfo {|TRAIN306:Train|}()", "[TrainStart] internal static ExperimentInfo Train()")]
    [InlineData("[TrainStart] private static ExperimentInfo {|TRAIN306:Train|}()", "[TrainStart] internal static ExperimentInfo Train()")]
    [InlineData("[ExportOnnx] private static string {|TRAIN306:Export|}()", "[ExportOnnx] internal static string Export()")]
    public Task A_hidden_method_becomes_internal(string before, string after)
        => Check.Repairs(SampleProgram.App($"{before} {Body}"), SampleProgram.App($"{after} {Body}"));

    [Theory]
    [InlineData("[TrainStart] public ExperimentInfo {|TRAIN304:Train|}()", "[TrainStart] public static ExperimentInfo Train()")]
    [InlineData("[TrainStart] public virtual ExperimentInfo {|TRAIN304:Train|}()", "[TrainStart] public static ExperimentInfo Train()")]
    [InlineData("[TrainStart] protected internal ExperimentInfo {|TRAIN304:Train|}()", "[TrainStart] protected internal static ExperimentInfo Train()")]
    public Task A_method_of_an_instance_becomes_static(string before, string after)
        => Check.Repairs($"public class App {{ {before} {Body} }}", $"public class App {{ {after} {Body} }}");

    [Fact]
    public Task A_protected_method_is_reported_with_its_accessibility() => Check.Says(
        "TRAIN306",
        "'Train' is marked [TrainStart], but it is private protected: the generated host calls it from another class, so it must be at least internal",
        $"public class App {{ [TrainStart] private protected static ExperimentInfo {{|#0:Train|}}() {Body} }}");

    [Fact]
    public Task A_generic_method_is_reported_at_its_type_parameter() => Check.Says(
        "TRAIN305",
        "'Train' is marked [TrainStart], so it must not be generic: the host has no type argument for 'T'",
        SampleProgram.App($"[TrainStart] public static ExperimentInfo Train<{{|#0:T|}}>() {Body}"));

    [Fact]
    public Task Both_modifiers_are_added_to_every_method() => Check.Repairs(
        $$"""
        public class App
        {
            // Trains.
            [TrainStart]
            ExperimentInfo {|TRAIN304:{|TRAIN306:Train|}|}() {{Body}}

            [ExportOnnx]
            string {|TRAIN304:{|TRAIN306:Export|}|}() {{Body}}
        }
        """,
        $$"""
        public class App
        {
            // Trains.
            [TrainStart]
            internal static ExperimentInfo Train() {{Body}}

            [ExportOnnx]
            internal static string Export() {{Body}}
        }
        """,
        one: 4,
        all: 2);
}
