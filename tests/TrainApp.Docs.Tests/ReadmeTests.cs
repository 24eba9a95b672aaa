using Microsoft.CodeAnalysis;

namespace TrainApp.Docs.Tests;

/// <summary>The excerpt in the README is an app that compiles, and the tables repeat what the page on the command line says.</summary>
public sealed class ReadmeTests
{
    private const string Models = """[{ "meta": { "task_type": "object detection", "model_name": "Tiny", "model_files": { "checkpoint": null } } }]""";

    private static readonly Document s_readme = Repository.Read("README.md");

    [Fact]
    public async Task The_excerpt_compiles()
    {
        var files = s_readme.Blocks.Where(block => block.Marked("file") is not null).ToDictionary(block => block.Marked("file")!, block => block.Code, StringComparer.Ordinal);
        files["models.json"] = Models;
        files["app_options.yaml"] = "export_onnx_supported: true\n";
        files["App.cs"] = s_readme.Blocks.Single(block => block.Language == "csharp").Code;
        var found = await AppCompiler.CompileAsync(files, TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join('\n', found.Where(diagnostic => diagnostic.Id != "TRAIN342")));
    }

    [Fact]
    public async Task The_verbs_are_those_of_help()
    {
        var verbs = (await AppHelp.VerbsAsync()).Select(verb => string.Join(' ', [verb.Name, .. verb.Arguments]));
        Assert.Equal(verbs, FirstCells(s_readme, "| verb | does |"));
    }

    [Fact]
    public void The_exit_codes_are_those_of_the_command_line()
    {
        var codes = FirstCells(Repository.Read("docs/command-line.md"), "| code | means |").TakeWhile(cell => cell.Length == 1).ToList();
        Assert.Equal(["0", "1", "2", "3", "4", "5"], codes);
        Assert.Equal(codes, FirstCells(s_readme, "| exit code | means |"));
    }

    private static IEnumerable<string> FirstCells(Document document, string header) => document.Prose
        .SkipWhile(line => line != header).Skip(2)
        .TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Split('|')[1].Trim().Trim('`'));
}
