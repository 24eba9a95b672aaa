using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.SignatureAnalyzer, TrainApp.CodeFixes.RepairSignatureCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class SignatureTests
{
    private const string Body = "=> throw new NotImplementedException();";

    [Theory]
    [InlineData("[TrainStart] public static ExperimentInfo Train()")]
    [InlineData("[TrainStart] public static ExperimentInfo Train(TrainSession train)")]
    [InlineData("[TrainStart] public static Task<ExperimentInfo> Train(CancellationToken stop = default)")]
    [InlineData("[TrainStart] public static ExperimentInfo Train(Hyperparameters h, TrainSession t)")]
    [InlineData("[TrainStart] internal static Task<ExperimentInfo> Train(CancellationToken c, Hyperparameters h, TrainSession t)")]
    [InlineData("[ExportOnnx] public static string Export()")]
    [InlineData("[ExportOnnx] public static FileInfo Export(ExperimentInfo e, TrainSession t)")]
    [InlineData("[ExportTensorRt] public static Task<string> Export(TrainSession t, Hyperparameters h, CancellationToken c, ExperimentInfo e)")]
    [InlineData("[ExportOnnx, ExportTensorRt] public static Task<FileInfo> Export(ExperimentInfo e)")]
    [InlineData("[SampleProject] public static void Draw(string directory)")]
    [InlineData("[SampleProject] public static Task Draw(CancellationToken stop, string directory)")]
    [InlineData("public static int Other(int x)")]
    public Task A_signature_of_the_contract_is_left_alone(string signature) => Check.Reports(SampleProgram.App($"{signature} {Body}"));

    [Theory]
    [InlineData("[TrainStart] public static {|TRAIN301:void|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:Task|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:ValueTask<ExperimentInfo>|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:ExperimentInfo?|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:Task<ExperimentInfo?>|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:ref ExperimentInfo|} Train(TrainSession train)")]
    [InlineData("[TrainStart] public static ExperimentInfo Train({|TRAIN301:int epochs|})")]
    [InlineData("[TrainStart] public static ExperimentInfo Train({|TRAIN301:ExperimentInfo e|})")]
    [InlineData("[TrainStart] public static ExperimentInfo Train({|TRAIN301:string directory|})")]
    [InlineData("[TrainStart] public static ExperimentInfo Train(TrainSession a, {|TRAIN301:TrainSession b|})")]
    [InlineData("[TrainStart] public static ExperimentInfo Train({|TRAIN301:in CancellationToken stop|})")]
    [InlineData("[TrainStart] public static ExperimentInfo Train({|TRAIN301:params TrainSession[] all|})")]
    [InlineData("[ExportOnnx] public static {|TRAIN302:void|} Export(TrainSession train)")]
    [InlineData("[ExportTensorRt] public static {|TRAIN302:string?|} Export(TrainSession train)")]
    [InlineData("[ExportTensorRt] public static string Export({|TRAIN302:string directory|})")]
    [InlineData("[SampleProject] public static {|TRAIN303:string|} Draw(string directory)")]
    [InlineData("[SampleProject] public static {|TRAIN303:Task<int>|} Draw(string directory)")]
    [InlineData("[SampleProject] public static void Draw{|TRAIN303:()|}")]
    [InlineData("[SampleProject] public static void Draw{|TRAIN303:(CancellationToken stop)|}")]
    [InlineData("[SampleProject] public static void Draw(string directory, {|TRAIN303:TrainSession train|})")]
    public Task Any_other_signature_is_reported_where_it_goes_wrong(string signature) => Check.Reports(SampleProgram.App($"{signature} {Body}"));

    [Fact]
    public Task An_async_void_method_is_reported()
        => Check.Reports(SampleProgram.App("[SampleProject] public static async {|TRAIN303:void|} Draw(string directory) => await Task.Yield();"));

    [Fact]
    public Task The_message_shows_the_nearest_valid_signature() => Check.Says(
        "TRAIN301",
        "'Fit' is marked [TrainStart], but returns 'Task<int>'; a valid signature is 'public static async Task<ExperimentInfo> Fit(CancellationToken c, TrainSession t)'",
        SampleProgram.App("[TrainStart] public static async {|#0:Task<int>|} Fit(CancellationToken c, int x, TrainSession t) => await Task.FromResult(1);"));

    [Fact]
    public Task The_message_shows_all_parameters_when_none_of_the_written_ones_is_valid() => Check.Says(
        "TRAIN301",
        "'Fit' is marked [TrainStart], but takes a 'double', which the host cannot give it; a valid signature is 'public static ExperimentInfo Fit(TrainSession train, Hyperparameters hyperparameters, CancellationToken stop)'",
        SampleProgram.App($"[TrainStart] public static ExperimentInfo Fit({{|#0:double rate|}}) {Body}"));

    [Fact]
    public Task A_type_of_the_same_name_from_elsewhere_is_not_ours() => Check.Reports($$"""
        namespace Mine
        {
            public sealed record ExperimentInfo;

            [TrainApp("Test")]
            public static partial class App { [TrainStart] public static {|TRAIN301:ExperimentInfo|} Train() {{Body}} }
        }
        """);

    [Theory]
    [InlineData("[TrainStart] public static {|TRAIN301:void|} Train(TrainSession train)", "[TrainStart] public static ExperimentInfo Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:Task|} Train(int x, ref TrainSession train)", "[TrainStart] public static Task<ExperimentInfo> Train(TrainSession train)")]
    [InlineData("[TrainStart] public static {|TRAIN301:Task<ExperimentInfo?>|} Train()", "[TrainStart] public static Task<ExperimentInfo> Train(TrainSession train, Hyperparameters hyperparameters, CancellationToken stop)")]
    [InlineData("[TrainStart] public static ExperimentInfo Train(TrainSession a, {|TRAIN301:TrainSession b|}, CancellationToken c = default)", "[TrainStart] public static ExperimentInfo Train(TrainSession a, CancellationToken c = default)")]
    [InlineData("[ExportOnnx] public static {|TRAIN302:ValueTask<FileInfo>|} Export(ExperimentInfo e)", "[ExportOnnx] public static Task<FileInfo> Export(ExperimentInfo e)")]
    [InlineData("[ExportTensorRt] public static {|TRAIN302:object|} Export(int x)", "[ExportTensorRt] public static string Export(TrainSession train, ExperimentInfo experiment)")]
    [InlineData("[SampleProject] public static {|TRAIN303:ValueTask|} Draw(CancellationToken stop)", "[SampleProject] public static Task Draw(string directory, CancellationToken stop)")]
    public Task The_fix_writes_the_signature_of_the_message(string before, string after)
        => Check.Repairs(SampleProgram.App($"{before} {Body}"), SampleProgram.App($"{after} {Body}"));

    [Fact]
    public Task A_misspelt_type_becomes_the_one_that_was_meant() => Check.Repairs(
        SampleProgram.App($"[TrainStart] public static ExperimentInfo Train({{|TRAIN301:{{|CS0246:TrainSesion|}} session|}}, {{|CS0246:HyperParameters|}} h) {Body}"),
        SampleProgram.App($"[TrainStart] public static ExperimentInfo Train(TrainSession session, Hyperparameters h) {Body}"));

    [Fact]
    public Task Everything_is_repaired_at_once() => Check.Repairs(
        SampleProgram.App($"""
            [TrainStart] public static {"{|TRAIN301:int|}"} Train() {Body}
            [ExportOnnx] public static {"{|TRAIN302:int|}"} Export(TrainSession train) {Body}
            """),
        SampleProgram.App($"""
            [TrainStart] public static ExperimentInfo Train(TrainSession train, Hyperparameters hyperparameters, CancellationToken stop) {Body}
            [ExportOnnx] public static string Export(TrainSession train) {Body}
            """));
}
