using System.Collections;
using System.Globalization;
using TrainApp.Formats;

namespace TrainApp.Docs.Tests;

/// <summary>The table of YAML's traps says what the reader makes of each.</summary>
public sealed class YamlTrapTests
{
    private const string Page = "docs/yaml.md";

    /// <summary>What is written (line ends as ⏎) and what becomes of it, by the page.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in Repository.Read(Page).Prose.Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
            {
                var end = line.IndexOf("` |", StringComparison.Ordinal);
                data.Add(line[3..end], line[(end + 3)..].Trim().TrimEnd('|').Trim());
            }

            return data;
        }
    }

    [Fact]
    public void The_page_has_its_table() => Assert.True(Rows.Count > 40, $"Only {Rows.Count} rows were found.");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_trap_is_read_as_the_page_says(string written, string outcome) => Assert.Equal(outcome, Outcome(written));

    private static string Outcome(string written)
    {
        var yaml = written.Replace("⏎", "\n", StringComparison.Ordinal).Replace("→", "\t", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal);
        var schema = HyperparameterSchemaReader.Read(yaml + "\n", "hyperparameters.yaml");
        if (schema.Problems is [var problem, ..])
            return string.Create(CultureInfo.InvariantCulture, $"[{problem.Id}](diagnostics/{problem.Id}.md) at {problem.Place?.Line},{problem.Place?.Column}: {problem.Message}").Replace("|", "\\|", StringComparison.Ordinal);
        return string.Join("; ", Fields(schema.Root));
    }

    private static IEnumerable<string> Fields(SchemaSection section) => section.Items.SelectMany(item => item switch
    {
        SchemaSection inner => Fields(inner),
        SchemaField field => [$"`{field.Path}` is {field.Describe()}: {Value(field.Default)}"],
        _ => [],
    });

    private static string Value(object? value) => value switch
    {
        null => "nothing",
        string text => $"`{text.Replace("\n", "⏎", StringComparison.Ordinal).Replace("\t", "→", StringComparison.Ordinal)}`",
        bool flag => flag ? "`true`" : "`false`",
        ICollection { Count: 0 } => "none",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Value)),
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => throw new InvalidOperationException(),
    };
}
