using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrainApp.Generators.Diagnostics;

namespace TrainApp.Analyzers.Tests;

/// <summary>Descriptors, pages, index and release file say the same, and the examples on the pages do what they claim.</summary>
public sealed partial class DiagnosticPagesTests
{
    private static readonly string s_repository = FindRepository();
    private static readonly string s_pages = Path.Combine(s_repository, "docs", "diagnostics");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_descriptors =
        AllRules.Descriptors.Concat(ProblemDescriptors.All).ToDictionary(static d => d.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. s_descriptors.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_descriptor_has_a_page_and_every_page_a_descriptor()
    {
        var pages = Directory.GetFiles(s_pages, "TRAIN*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Where(IsOfCompiler).Order(StringComparer.Ordinal);
        Assert.Equal(s_descriptors.Keys.Order(StringComparer.Ordinal), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_severity_and_sections_of_its_rule(string id)
    {
        var rule = s_descriptors[id];
        var lines = File.ReadAllLines(PageOf(id));
        Assert.Equal($"# {id}: {rule.Title}", lines[0]);
        Assert.StartsWith(rule.DefaultSeverity.ToString(), lines[2], StringComparison.Ordinal);
        Assert.Equal(
            ["## What it means", "## Example", "## Fix", "## Exceptions"],
            lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_help_link_leads_to_the_page(string id)
        => Assert.Equal($"https://trainapp.example/docs/diagnostics/{id}.md", s_descriptors[id].HelpLinkUri);

    [Fact]
    public void The_index_lists_every_rule_once_with_severity_and_title() => Assert.Equal(
        s_descriptors.Values.OrderBy(static d => d.Id, StringComparer.Ordinal).Select(static d => $"| [{d.Id}]({d.Id}.md) | {d.DefaultSeverity} | {d.Title} |"),
        File.ReadLines(Path.Combine(s_pages, "README.md")).Where(static line => line.StartsWith("| [", StringComparison.Ordinal) && IsOfCompiler(line[3..])));

    [Fact]
    public void The_release_files_list_every_rule_once_with_severity_title_and_page()
    {
        var folder = Path.Combine(s_repository, "src", "TrainApp.Generators");
        var listed = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(name => File.ReadLines(Path.Combine(folder, name)))
            .Where(static line => line.StartsWith("TRAIN", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            s_descriptors.Values.OrderBy(static d => d.Id, StringComparer.Ordinal).Select(static d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | [{d.Title}]({d.HelpLinkUri})"),
            listed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_example_is_reported_and_its_fix_is_not(string id)
    {
        var page = await File.ReadAllTextAsync(PageOf(id), TestContext.Current.CancellationToken);
        var (bad, good) = (Blocks(Section(page, "Example")), Blocks(Section(page, "Fix")));
        Assert.NotEmpty(bad);
        Assert.NotEmpty(good);
        if (AllRules.Descriptors.Any(rule => rule.Id == id))
        {
            Assert.Contains(id, await Reported(bad));
            Assert.DoesNotContain(id, await Reported(good));
            var hyperparameters = HyperparametersIn(id, good);
            Assert.Empty(AllRules.Compile(good["csharp"], hyperparameters).GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error));
        }
        else if (bad.ContainsKey("yaml") || bad.ContainsKey("json"))
        {
            Assert.Contains(id, Problems(id, bad));
            Assert.Empty(Problems(id, good));
        }

        Task<IEnumerable<string>> Reported(Dictionary<string, string> blocks) => RunRules(id, blocks);
    }

    private static async Task<IEnumerable<string>> RunRules(string id, Dictionary<string, string> blocks)
    {
        var hyperparameters = HyperparametersIn(id, blocks);
        var files = new List<AppFileText> { AppFileText.Hyperparameters(hyperparameters ?? SampleProgram.Yaml) };
        if (hyperparameters is null && blocks.TryGetValue("yaml", out var options))
        {
            files.Add(AppFileText.Options(options));
        }

        if (blocks.TryGetValue("json", out var models))
        {
            files.Add(AppFileText.Models(models));
        }

        return (await AllRules.Run(AllRules.Compile(blocks["csharp"], hyperparameters), [.. files])).Select(static d => d.Id);
    }

    /// <summary>The YAML beside C# is about hyperparameters where the rule is.</summary>
    private static string? HyperparametersIn(string id, Dictionary<string, string> blocks)
        => id is "TRAIN330" or "TRAIN342" && blocks.TryGetValue("yaml", out var yaml) ? yaml : null;

    private static IEnumerable<string> Problems(string id, Dictionary<string, string> blocks) => SampleFile.Problems(id switch
    {
        _ when id.StartsWith("TRAIN0", StringComparison.Ordinal) => AppFileText.Hyperparameters(blocks["yaml"]),
        _ when id.StartsWith("TRAIN1", StringComparison.Ordinal) => AppFileText.Models(blocks["json"]),
        _ => AppFileText.Options(blocks["yaml"]),
    });

    /// <summary>Ids from TRAIN500 on come from the command line; tests of the documents look after them.</summary>
    private static bool IsOfCompiler(string id) => string.CompareOrdinal(id, "TRAIN5") < 0;

    private static string Section(string page, string name) => page.Split($"## {name}\n")[1].Split("\n## ")[0];

    private static Dictionary<string, string> Blocks(string section)
        => CodeBlock().Matches(section).ToDictionary(static m => m.Groups["language"].Value, static m => m.Groups["code"].Value, StringComparer.Ordinal);

    private static string PageOf(string id) => Path.Combine(s_pages, id + ".md");

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrainApp.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"```(?<language>\w+)\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();
}
