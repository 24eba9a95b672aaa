using System.Text.RegularExpressions;

namespace TrainApp.Docs.Tests;

/// <summary>Every row of the page on compatibility says what becomes of a thing of the reference, and names a test that exists.</summary>
public sealed partial class ReferenceCompatibilityTests
{
    private const string Page = "docs/reference-compatibility.md";

    private static readonly HashSet<string> s_tests = FindTests();

    public static TheoryData<string> Rows =>
        [.. Repository.Read(Page).Prose.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| of the reference", StringComparison.Ordinal))];

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:Task|void) ([A-Z]\w+)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Method { get; }

    [Fact]
    public void The_page_covers_the_tutorial_and_the_reference()
    {
        var headings = Repository.Read(Page).Prose.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Split(' ')[0]).ToList();
        Assert.Equal(["The", .. Enumerable.Range(1, 21).Select(number => $"1.{number}"), "2.", "3.", "4.", "5."], headings);
        Assert.True(Rows.Count > 150, $"Only {Rows.Count} rows were found.");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_says_what_is_and_names_its_test(string row)
    {
        var cells = row.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(4, cells.Length);
        Assert.Matches("^(same|better|not offered|later: (page|export|platform))$", cells[1]);
        var test = cells[3].Trim('`');
        // What is still to come, or never comes, may have nothing to show.
        if (test == "—") Assert.Matches("^(later|not)", cells[1]);
        else Assert.Contains(test, s_tests);
    }

    private static HashSet<string> FindTests()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (Match match in Method.Matches(File.ReadAllText(file))) found.Add($"{name}.{match.Groups[1].Value}");
        }

        return found;
    }
}
