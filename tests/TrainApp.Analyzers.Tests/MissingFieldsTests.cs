using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.MissingFieldsAnalyzer, TrainApp.CodeFixes.AddMissingFieldsCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class MissingFieldsTests
{
    private const string Complete = """ModelName = "m", ModelFiles = [], Checkpoints = "c", BestCheckpoint = "b.pth" """;

    private static string Returning(string expression, string before = "") => $$"""
        public static class App
        {
            public static ExperimentInfo Train(TrainSession train)
            {
                {{before}}
                return {{expression}};
            }
        }
        """;

    [Theory]
    [InlineData($"new ExperimentInfo {{ {Complete} }}")]
    [InlineData($"new() {{ {Complete} }}")]
    public Task A_complete_experiment_is_left_alone(string expression) => Check.Reports(Returning(expression));

    [Fact]
    public Task Every_missing_field_is_named_with_what_it_holds() => Check.Says(
        "TRAIN320",
        "ExperimentInfo lacks 'ModelFiles' (further files of the model by name, or [] for none), 'Checkpoints' (the checkpoint files or the folder that holds them) and 'BestCheckpoint' (the file name of the best checkpoint)",
        Returning("new {|CS9035:{|CS9035:{|CS9035:{|#0:ExperimentInfo|}|}|}|} { ModelName = \"m\" }"));

    [Fact]
    public Task One_missing_field_is_named_alone_at_the_keyword() => Check.Says(
        "TRAIN320",
        "ExperimentInfo lacks 'ModelName' (the name of the model that was trained)",
        Returning("{|CS9035:{|#0:new|}|}() { ModelFiles = [], Checkpoints = \"c\", BestCheckpoint = \"b.pth\" }"));

    [Fact]
    public Task An_experiment_without_an_initialiser_gets_all_fields() => Check.Repairs(
        Returning("new {|CS9035:{|CS9035:{|CS9035:{|CS9035:{|TRAIN320:ExperimentInfo|}|}|}|}|}()"),
        Returning("""
            new ExperimentInfo
                    {
                        ModelName = train.ModelName,
                        ModelFiles = [],
                        Checkpoints = train.OutputDirectory,
                        BestCheckpoint = "best.pth",
                    }
            """));

    [Fact]
    public Task Without_a_session_usual_values_are_used() => Check.Repairs(
        "class A { ExperimentInfo F() => {|CS9035:{|CS9035:{|CS9035:{|TRAIN320:new|}|}|}|}() { ModelFiles = [] }; }",
        "class A { ExperimentInfo F() => new() { ModelFiles = [], ModelName = \"model\", Checkpoints = \"checkpoints\", BestCheckpoint = \"best.pth\" }; }");

    [Fact]
    public Task Variables_named_like_the_fields_are_used() => Check.Repairs(
        Returning("{|CS9035:{|CS9035:{|CS9035:{|TRAIN320:new|}|}|}|}() { BestCheckpoint = \"b.pth\" }", "string modelName = \"m\"; List<string> checkpoints = [modelName]; int modelFiles = checkpoints.Count;"),
        Returning("new() { BestCheckpoint = \"b.pth\", ModelName = modelName, ModelFiles = [], Checkpoints = checkpoints }", "string modelName = \"m\"; List<string> checkpoints = [modelName]; int modelFiles = checkpoints.Count;"));

    [Fact]
    public Task Fields_on_lines_of_their_own_stay_so() => Check.Repairs(
        Returning("""
            new {|CS9035:{|CS9035:{|TRAIN320:ExperimentInfo|}|}|}
                    {
                        ModelName = "m", // the only one
                        Checkpoints = "c" // a folder
                    }
            """),
        Returning("""
            new ExperimentInfo
                    {
                        ModelName = "m", // the only one
                        Checkpoints = "c", // a folder
                        ModelFiles = [],
                        BestCheckpoint = "best.pth"
                    }
            """));

    [Fact]
    public Task A_comma_at_the_end_stays() => Check.Repairs(
        Returning("""
            new {|CS9035:{|TRAIN320:ExperimentInfo|}|}
                    {
                        ModelName = "m",
                        ModelFiles = [],
                        Checkpoints = "c",
                    }
            """),
        Returning("""
            new ExperimentInfo
                    {
                        ModelName = "m",
                        ModelFiles = [],
                        Checkpoints = "c",
                        BestCheckpoint = "best.pth",
                    }
            """));
}
