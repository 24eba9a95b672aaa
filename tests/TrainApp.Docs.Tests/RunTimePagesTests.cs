using System.Text.RegularExpressions;

namespace TrainApp.Docs.Tests;

/// <summary>Ids of the command line (TRAIN5xx, TRAIN6xx), their pages and the index are the same; those of the compiler are looked after by tests of the rules.</summary>
public sealed partial class RunTimePagesTests
{
    private const string Pages = "docs/diagnostics";

    public static TheoryData<string> Ids => [.. IdsOfPages()];

    [Fact]
    public void Every_id_in_the_sources_has_a_page_and_every_page_an_id()
    {
        var ids = new[] { "TrainApp.Runtime", "TrainApp.Vision", "TrainApp.Onnx", "TrainApp.Torch", "Formats" }
            .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Id().Matches(File.ReadAllText(file)).Select(match => match.Value.Trim('"')))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(ids.Count > 20, $"Only {ids.Count} ids were found.");
        Assert.Equal(ids, IdsOfPages());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_its_title_severity_and_sections(string id)
    {
        var lines = File.ReadAllLines(Repository.PathOf($"{Pages}/{id}.md"));
        var (severity, title) = Listed().Single(entry => entry.Id == id) is var (_, s, t) ? (s, t) : default;
        Assert.Equal($"# {id}: {title}", lines[0]);
        Assert.StartsWith(severity, lines[2], StringComparison.Ordinal);
        Assert.Equal(
            ["## What it means", "## Example", "## Fix", "## Exceptions"],
            lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_index_lists_every_page_once_in_order() => Assert.Equal(IdsOfPages(), Listed().Select(entry => entry.Id));

    private static IReadOnlyList<string> IdsOfPages() =>
    [
        .. Directory.GetFiles(Repository.PathOf(Pages), "TRAIN*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(IsOfRunTime)
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Id, string Severity, string Title)> Listed() => File.ReadLines(Repository.PathOf($"{Pages}/README.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success && IsOfRunTime(match.Groups["id"].Value))
        .Select(match => (match.Groups["id"].Value, match.Groups["severity"].Value, match.Groups["title"].Value));

    private static bool IsOfRunTime(string id) => string.CompareOrdinal(id, "TRAIN5") >= 0;

    [GeneratedRegex("\"TRAIN[56][0-9]{2}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| \[(?<id>TRAIN\d+)\]\(\k<id>\.md\) \| (?<severity>\w+) \| (?<title>.+) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
