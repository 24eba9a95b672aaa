using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.BypassAnalyzer>;

namespace TrainApp.Analyzers.Tests;

public sealed class BypassTests
{
    [Theory]
    [InlineData("public static ExperimentInfo Train(ExperimentInfo e) => e;")]
    [InlineData("public static ExperimentInfo Train(ExperimentInfo e) { Func<string?> f = () => null; return f() is null ? e : e; }")]
    [InlineData("public static ExperimentInfo Train(ExperimentInfo e) { return e; static string? Local() { return null; } }")]
    public Task A_method_that_returns_an_experiment_is_left_alone(string method) => Check.Reports(SampleProgram.App($"[TrainStart] {method}"));

    [Fact]
    public Task Another_method_may_return_nothing() => Check.Reports(SampleProgram.App("public static ExperimentInfo? Find() => null;"));

    [Theory]
    [InlineData("public static ExperimentInfo Train() => {|TRAIN323:null!|};")]
    [InlineData("public static ExperimentInfo Train() { return {|TRAIN323:default!|}; }")]
    [InlineData("public static ExperimentInfo Train(ExperimentInfo e) => e.ModelName == \"a\" ? e : {|TRAIN323:null!|};")]
    [InlineData("public static ExperimentInfo Train(ExperimentInfo e) => e.ModelName switch { \"a\" => e, _ => {|TRAIN323:default(ExperimentInfo)!|} };")]
    [InlineData("public static async Task<ExperimentInfo> Train() { await Task.Yield(); return {|TRAIN323:null!|}; }")]
    [InlineData("public static Task<ExperimentInfo> Train() => Task.FromResult<ExperimentInfo>({|TRAIN323:null!|});")]
    [InlineData("public static Task<ExperimentInfo> Train() => {|TRAIN323:null!|};")]
    [InlineData("public static ExperimentInfo Train() => {|TRAIN323:Activator.CreateInstance<ExperimentInfo>()|};")]
    [InlineData("public static ExperimentInfo Train() => (ExperimentInfo){|TRAIN323:Activator.CreateInstance(typeof(ExperimentInfo))|}!;")]
    [InlineData("public static ExperimentInfo Train() => (ExperimentInfo){|TRAIN323:System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(ExperimentInfo))|};")]
    public Task An_experiment_without_its_fields_is_reported(string method) => Check.Reports(SampleProgram.App($"[TrainStart] {method}"));

    [Fact]
    public Task The_message_says_what_to_write() => Check.Says(
        "TRAIN323",
        "'Train' returns nothing instead of an ExperimentInfo: write 'new ExperimentInfo { ModelName = …, ModelFiles = …, Checkpoints = …, BestCheckpoint = … }'",
        SampleProgram.App("[TrainStart] public static ExperimentInfo Train() => {|#0:null!|};"));

    [Fact]
    public Task A_type_that_would_claim_to_set_the_fields_is_refused_by_the_compiler() => Check.Reports("""
        public record Mine : {|CS0509:ExperimentInfo|}
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
            public Mine() { }
        }
        """);
}
