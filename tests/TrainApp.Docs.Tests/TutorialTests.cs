using Microsoft.CodeAnalysis;

namespace TrainApp.Docs.Tests;

/// <summary>
/// Every block of the tutorial compiles where it stands. A comment right above a block says what it is:
/// <c>file: NAME</c> is that file of the app from here on; <c>body</c> are statements inside the training method, tried with
/// the app as it is there; <c>fails: ID</c> is such a body with that mistake and no other; without a mark it is one more file
/// beside the app's, forgotten afterwards. JSON and YAML without a mark are examples, only read.
/// </summary>
public sealed class TutorialTests
{
    private const string Tutorial = "docs/tutorial.md";

    private static readonly Document s_document = Repository.Read(Tutorial);

    /// <summary>Lines of the blocks that hold C#.</summary>
    public static TheoryData<int> CSharp => [.. s_document.Blocks.Where(block => block.Language == "csharp").Select(block => block.Line)];

    /// <summary>Lines of the blocks that are one of the app's three files.</summary>
    public static TheoryData<int> AppFiles => [.. s_document.Blocks.Where(block => block.Marked("file") is { } name && AppFile.RoleOf(name) is not null).Select(block => block.Line)];

    [Fact]
    public void The_tutorial_has_its_three_files_and_its_code()
    {
        var files = s_document.Blocks.Select(block => block.Marked("file")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["models.json", "hyperparameters.yaml", "app_options.yaml", "Program.cs", "App.cs"], StringComparer.Ordinal), files);
        Assert.True(CSharp.Count > 8, $"Only {CSharp.Count} blocks of C# were found.");
    }

    [Theory]
    [MemberData(nameof(CSharp))]
    public async Task A_block_of_csharp_compiles(int line)
    {
        var block = s_document.Blocks.Single(candidate => candidate.Line == line);
        var files = FilesUpTo(line);
        if (block.Mark == "body" || block.Marked("fails") is not null) files["Block.cs"] = Body(block.Code);
        else if (block.Marked("file") is null) files["Block.cs"] = block.Code;

        var found = (await AppCompiler.CompileAsync(files, TestContext.Current.CancellationToken)).Where(Counts).ToList();
        if (block.Marked("fails") is { } id)
        {
            Assert.Contains(found, diagnostic => diagnostic.Id == id);
            Assert.DoesNotContain(found, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != id && diagnostic.Id != "CS1061");
        }
        else
        {
            Assert.Equal("", string.Join('\n', found));
        }

        // A key that nothing reads yet is read further down, and the class of the app is still to come.
        static bool Counts(Diagnostic diagnostic) => diagnostic.Id is not ("TRAIN314" or "TRAIN341" or "TRAIN342");
    }

    [Theory]
    [MemberData(nameof(AppFiles))]
    public async Task A_file_of_the_app_is_read_without_a_complaint(int line)
    {
        var name = s_document.Blocks.Single(block => block.Line == line).Marked("file")!;
        var found = await AppCompiler.CompileAsync(FilesUpTo(line), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Location.GetLineSpan().Path == "/app/" + name && diagnostic.Id != "TRAIN342");
    }

    [Fact]
    public async Task The_finished_app_compiles_without_a_warning_of_any_rule()
    {
        var found = await AppCompiler.CompileAsync(FilesUpTo(int.MaxValue), TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join('\n', found));
    }

    /// <summary>The app's files as they are at a line.</summary>
    private static Dictionary<string, string> FilesUpTo(int line)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in s_document.Blocks.Where(block => block.Line <= line))
        {
            if (block.Marked("file") is { } name) files[name] = block.Code;
        }

        return files;
    }

    private static string Body(string statements) => $$"""
        using TrainApp;
        using MyTagger;

        public static class Block
        {
            public static async Task Run(TrainSession train, Hyperparameters hyperparameters, ExperimentInfo experiment, CancellationToken stop)
            {
                await Task.CompletedTask;
        {{statements}}
            }
        }
        """;
}
