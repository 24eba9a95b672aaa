using Check = TrainApp.Analyzers.Tests.Check<TrainApp.Generators.Analyzers.BestCheckpointAnalyzer, TrainApp.CodeFixes.UseFileNameCodeFix>;

namespace TrainApp.Analyzers.Tests;

public sealed class BestCheckpointTests
{
    private static string With(string best, string before = "") => $$"""
        public static class App
        {
            public static ExperimentInfo F(ExperimentInfo e, string folder, FileInfo file, int epoch)
            {
                {{before}}
                return e with { BestCheckpoint = {{best}} };
            }
        }
        """;

    [Theory]
    [InlineData("\"best.pth\"")]
    [InlineData("Path.GetFileName(folder)")]
    [InlineData("file.Name")]
    [InlineData("$\"epoch_{epoch}.pth\"")]
    [InlineData("folder")]
    public Task A_bare_name_is_left_alone(string best) => Check.Reports(With(best));

    [Theory]
    [InlineData("\"out/best.pth\"", "\"best.pth\"")]
    [InlineData("@\"out\\best.pth\"", "\"best.pth\"")]
    [InlineData("Path.Combine(folder, \"best.pth\")", "\"best.pth\"")]
    [InlineData("Path.Combine(folder, $\"{epoch}.pth\")", "Path.GetFileName(Path.Combine(folder, $\"{epoch}.pth\"))")]
    [InlineData("Path.GetFullPath(\"best.pth\")", "Path.GetFileName(Path.GetFullPath(\"best.pth\"))")]
    [InlineData("file.FullName", "Path.GetFileName(file.FullName)")]
    [InlineData("$\"{folder}/best.pth\"", "Path.GetFileName($\"{folder}/best.pth\")")]
    [InlineData("folder + \"/best.pth\"", "Path.GetFileName(folder + \"/best.pth\")")]
    public Task A_path_is_cut_down_to_its_file_name(string path, string name) => Check.Repairs(With($"{{|TRAIN322:{path}|}}"), With(name));

    [Fact]
    public Task A_variable_that_was_declared_as_a_path_is_reported() => Check.Repairs(
        With("{|TRAIN322:best|}", "var best = Path.Combine(folder, \"best.pth\");"),
        With("Path.GetFileName(best)", "var best = Path.Combine(folder, \"best.pth\");"));

    [Theory]
    [InlineData("var best = Path.Combine(folder, \"b.pth\"); best = file.Name;")]
    [InlineData("var best = Path.Combine(folder, \"b.pth\"); Cut(ref best); static void Cut(ref string s) => s = \"b.pth\";")]
    [InlineData("var best = file.Name;")]
    public Task A_variable_that_may_hold_a_name_by_then_is_left_alone(string before) => Check.Reports(With("best", before));

    [Fact]
    public Task The_message_shows_the_path() => Check.Says(
        "TRAIN322",
        "'BestCheckpoint' is a path (Path.Combine(folder, \"b.pth\")), but it holds the bare file name of one of the checkpoints",
        With("{|#0:Path.Combine(folder,\n    \"b.pth\")|}"));
}
