using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.BlankFieldAnalyzer>;

namespace TrainApp.Analyzers.Tests;

public sealed class BlankFieldTests
{
    private static string With(string name = "\"m\"", string files = "[]", string checkpoints = "\"c\"", string best = "\"b.pth\"") => $$"""
        public static class App
        {
            private const string None = "";
            public static ExperimentInfo Train(string folder, List<string> found) => new()
            {
                ModelName = {{name}},
                ModelFiles = {{files}},
                Checkpoints = {{checkpoints}},
                BestCheckpoint = {{best}},
            };
        }
        """;

    [Theory]
    [InlineData("folder")]
    [InlineData("found")]
    [InlineData("new[] { \"a.pth\" }")]
    [InlineData("new List<string> { \"a.pth\" }")]
    [InlineData("new List<string>(found)")]
    [InlineData("[.. found]")]
    [InlineData("CheckpointFiles.In(folder)")]
    public Task Checkpoints_that_may_hold_something_are_left_alone(string checkpoints) => Check.Reports(With(checkpoints: checkpoints));

    [Theory]
    [InlineData("[{|TRAIN321:\"\"|}]")]
    [InlineData("{|TRAIN321:[]|}")]
    [InlineData("{|TRAIN321:\"\"|}")]
    [InlineData("{|TRAIN321:null!|}")]
    [InlineData("{|TRAIN321:new string[0]|}")]
    [InlineData("{|TRAIN321:new string[] { }|}")]
    [InlineData("{|TRAIN321:Array.Empty<string>()|}")]
    [InlineData("{|TRAIN321:new List<string>()|}")]
    [InlineData("{|TRAIN321:new List<string>(4)|}")]
    [InlineData("{|TRAIN321:CheckpointFiles.In(\"\")|}")]
    [InlineData("{|TRAIN321:CheckpointFiles.Create([])|}")]
    [InlineData("new List<string> { \"a.pth\", {|TRAIN321:\" \"|} }")]
    public Task Checkpoints_that_hold_nothing_are_reported(string checkpoints) => Check.Reports(With(checkpoints: checkpoints));

    [Theory]
    [InlineData("{|TRAIN321:\"\"|}")]
    [InlineData("{|TRAIN321:\"  \"|}")]
    [InlineData("{|TRAIN321:None|}")]
    [InlineData("{|TRAIN321:string.Empty|}")]
    [InlineData("{|TRAIN321:null!|}")]
    [InlineData("{|TRAIN321:default!|}")]
    [InlineData("{|TRAIN321:default(string)!|}")]
    [InlineData("({|TRAIN321:null!|})")]
    public Task A_name_that_holds_nothing_is_reported(string name)
    {
        // The place is the value as it is assigned, parentheses included.
        var marked = name.StartsWith('(') ? "{|TRAIN321:(null!)|}" : name;
        return Check.Reports(With(name: marked, best: marked));
    }

    [Theory]
    [InlineData("new() { [\"config\"] = folder }")]
    [InlineData("new() { { \"config\", folder } }")]
    [InlineData("new() { [\"config\"] = {|TRAIN321:\"\"|} }")]
    [InlineData("new() { { \"config\", {|TRAIN321:null!|} } }")]
    [InlineData("{|TRAIN321:null!|}")]
    public Task A_model_file_needs_a_path(string files) => Check.Reports(With(files: files));

    [Fact]
    public Task The_optional_task_may_be_null_but_not_empty() => Check.Reports(
        "public static class App { public static ExperimentInfo F(ExperimentInfo e, bool b) => b ? e with { TaskType = null } : e with { TaskType = {|TRAIN321:\"\"|} }; }");

    [Fact]
    public Task A_with_that_blanks_a_field_says_so() => Check.Says(
        "TRAIN321",
        "'BestCheckpoint' is overwritten with an empty text, where the file name of the best checkpoint belongs",
        "public static class App { public static ExperimentInfo F(ExperimentInfo e) => e with { BestCheckpoint = {|#0:\"\"|} }; }");

    [Fact]
    public Task The_message_says_what_the_field_holds() => Check.Says(
        "TRAIN321",
        "'Checkpoints' is an empty list, where the checkpoint files or the folder that holds them belongs",
        With(checkpoints: "{|#0:[]|}"));
}
