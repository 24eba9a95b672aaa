namespace TrainApp.Docs.Tests;

/// <summary>The page on the command line says what help says, and commands in the documents exist.</summary>
public sealed class CommandLineTests
{
    private static readonly Document s_page = Repository.Read("docs/command-line.md");

    public static TheoryData<string> Documents => [.. Repository.Documents];

    [Fact]
    public async Task The_page_has_a_section_for_every_verb()
    {
        var verbs = (await AppHelp.VerbsAsync()).Select(verb => $"## `{string.Join(' ', [verb.Name, .. verb.Arguments])}`");
        Assert.Equal(verbs, s_page.Prose.Where(line => line.StartsWith("## `", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_section_lists_the_verb_s_options_in_the_order_of_help()
    {
        foreach (var verb in await AppHelp.VerbsAsync())
            Assert.Equal([verb.Name, .. verb.Options], [verb.Name, .. OptionsBelow($"## `{string.Join(' ', [verb.Name, .. verb.Arguments])}`")]);
    }

    [Fact]
    public async Task The_rules_list_the_options_of_every_verb() => Assert.Equal(await AppHelp.CommonAsync(), OptionsBelow("## Rules"));

    [Fact]
    public async Task The_section_of_the_page_lists_its_options() => Assert.Equal(await AppHelp.PageAsync(), OptionsBelow("## The page"));

    [Fact]
    public async Task An_example_in_help_is_a_command()
    {
        var verbs = await AppHelp.VerbsAsync();
        Assert.NotEmpty(verbs);
        foreach (var verb in verbs) Assert.Null(await ShellCommand.MistakeAsync(verb.Example.Split(' ')));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Commands_in_a_document_exist(string document)
    {
        var mistakes = new List<string>();
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in Repository.Read(document).Blocks.Where(block => block.Language == "sh"))
        {
            foreach (var line in block.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')))
            {
                foreach (var command in line.Split(" && "))
                {
                    if (await ShellCommand.Parse(command, made).FindMistakeAsync() is { } mistake) mistakes.Add($"line {block.Line}, {command}: {mistake}");
                }
            }
        }

        Assert.Equal("", string.Join('\n', mistakes));
    }

    private static IEnumerable<string> OptionsBelow(string heading) => s_page.Prose
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `--", StringComparison.Ordinal))
        // A bar inside a cell of a table is escaped.
        .Select(line => line.Split('`')[1].Replace("\\|", "|", StringComparison.Ordinal));
}
