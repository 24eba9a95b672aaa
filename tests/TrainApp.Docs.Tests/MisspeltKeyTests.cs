using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Tuning;

namespace TrainApp.Docs.Tests;

/// <summary>
/// Every key of every file that the sample (and so the template) ships, misspelt once: the compiler refuses it, in the file or where
/// code reads it, and so does a run that is given it; what was meant is named.
/// </summary>
public sealed partial class MisspeltKeyTests
{
    private static readonly string[] s_files = ["hyperparameters.yaml", "models.json", "app_options.yaml"];
    private static readonly string s_sample = Repository.PathOf("samples/Quickstart");

    private static readonly IReadOnlyDictionary<string, string> s_app = Directory.EnumerateFiles(s_sample, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(s_sample, path).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(s_sample, path).StartsWith("bin", StringComparison.Ordinal))
        .Concat(s_files.Append("inference.yaml").Select(name => Path.Combine(s_sample, name)))
        .ToDictionary(path => Path.GetRelativePath(s_sample, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>File, key, and where in the file the key begins.</summary>
    public static TheoryData<string, string, int> Keys
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var file in s_files)
            {
                foreach (Match match in (file.EndsWith(".json", StringComparison.Ordinal) ? JsonKey : YamlKey).Matches(s_app[file]))
                    data.Add(file, match.Groups[1].Value, match.Groups[1].Index);
            }

            return data;
        }
    }

    /// <summary>Keys of the hyperparameters alone.</summary>
    public static TheoryData<string, int> Hyperparameters
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (Match match in YamlKey.Matches(s_app["hyperparameters.yaml"])) data.Add(match.Groups[1].Value, match.Groups[1].Index);
            return data;
        }
    }

    [GeneratedRegex(@"^ *(\w+):", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex YamlKey { get; }

    [GeneratedRegex(@"""([^""]+)"":", RegexOptions.NonBacktracking)]
    private static partial Regex JsonKey { get; }

    [Fact]
    public async Task The_sample_itself_compiles() =>
        Assert.DoesNotContain(await AppCompiler.CompileAsync(s_app, TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_compiler_refuses_it_and_names_what_was_meant(string file, string key, int offset)
    {
        var misspelt = Misspell(key);
        var files = new Dictionary<string, string>(s_app, StringComparer.Ordinal) { [file] = Replace(s_app[file], key, offset, misspelt) };
        var errors = (await AppCompiler.CompileAsync(files, TestContext.Current.CancellationToken)).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();

        // A key of the hyperparameters is right by itself: the code that reads the right one is refused, and the one in the file named.
        var found = file == "hyperparameters.yaml"
            ? errors.Where(error => error.Id == "TRAIN330" && Says(error, Identifier(key)) && Says(error, Identifier(misspelt)))
            : errors.Where(error => error.Location.GetLineSpan() is var place && place.Path.EndsWith(file, StringComparison.Ordinal)
                && place.StartLinePosition.Line == Line(s_app[file], offset) && Says(error, key) && Says(error, misspelt));
        Assert.True(found.Any(), $"'{misspelt}' for '{key}': {string.Join('\n', errors.Take(5))}");
    }

    [Theory]
    [MemberData(nameof(Hyperparameters))]
    public void A_run_that_is_given_it_is_refused_where_it_stands(string key, int offset)
    {
        var (text, misspelt) = (s_app["hyperparameters.yaml"], Misspell(key));
        var source = new HyperparameterSource("hyperparameters.yaml", text, values => values);
        var problem = Assert.Single(HyperparameterResolver.Resolve(source, Replace(text, key, offset, misspelt), "mine.yaml", []).Problems, problem => problem.Severity == Severity.Error);
        Assert.Equal(("TRAIN014", "mine.yaml", Line(text, offset) + 1, Column(text, offset) + 1), (problem.Id, problem.File, problem.Place?.Line, problem.Place?.Column));
        Assert.Contains($"Did you mean '{key}'?", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hyperparameters))]
    public void A_setting_of_it_is_refused(string key, int offset)
    {
        var text = s_app["hyperparameters.yaml"];
        var owner = Column(text, offset) == 0 ? "" : YamlKey.Matches(text[..offset]).Last(match => match.Value[0] != ' ').Groups[1].Value + ".";
        var source = new HyperparameterSource("hyperparameters.yaml", text, values => values);
        var problems = HyperparameterResolver.Resolve(source, null, null, [KeyValuePair.Create(owner + Misspell(key), "1")]).Problems;
        Assert.Contains(problems, problem => problem.Severity == Severity.Error && problem.Message.Contains($"Did you mean '{owner}{key}'?", StringComparison.Ordinal));
    }

    private static string Replace(string text, string key, int offset, string other) => text[..offset] + other + text[(offset + key.Length)..];

    private static int Line(string text, int offset) => text.AsSpan(0, offset).Count('\n');

    private static int Column(string text, int offset) => offset - (text.LastIndexOf('\n', offset - 1) + 1);

    private static bool Says(Diagnostic error, string name) => error.GetMessage(CultureInfo.InvariantCulture).Contains($"'{name}'", StringComparison.OrdinalIgnoreCase);

    private static string Identifier(string key) => key.Replace("_", "", StringComparison.Ordinal);

    /// <summary>Swaps two different neighbours in the middle.</summary>
    private static string Misspell(string key)
    {
        for (var i = key.Length / 2; i > 0; i--)
        {
            if (key[i] != key[i - 1] && key[i] != '_' && key[i - 1] != '_') return key[..(i - 1)] + key[i] + key[i - 1] + key[(i + 1)..];
        }

        return key + "x";
    }
}
