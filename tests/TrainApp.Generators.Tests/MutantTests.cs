using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using static TrainApp.Generators.Tests.GeneratorHarness;

namespace TrainApp.Generators.Tests;

/// <summary>
/// Whatever the three files hold, the generator neither throws nor writes code that does not compile, and what it
/// reports stands inside the file. Three mutants in four change structure, the others characters.
/// </summary>
public class MutantTests
{
    private const int Mutants = 20_000;
    private const int ShownFailures = 5;
    private const int CheckedWhole = 16;

    private static readonly InMemoryFile s_yaml = Yaml(TutorialFiles.Hyperparameters);
    private static readonly InMemoryFile s_json = Json(TutorialFiles.Models);
    private static readonly InMemoryFile s_options = Options(TutorialFiles.Options);

    [Fact]
    public void No_mutant_of_the_files_breaks_the_generator_or_its_code()
    {
        var compilation = SmallCompilation(App);
        var driver = Driver(s_yaml, s_json, s_options).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var sound = driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()).ToHashSet(StringComparer.Ordinal);
        ConcurrentBag<(int Seed, string Failure)> failures = [];
        int structural = 0, reported = 0;
        Parallel.For(0, Mutants, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var (file, mutant, isStructural) = Mutate(seed);
            if (isStructural) Interlocked.Increment(ref structural);
            var result = driver.ReplaceAdditionalText(file, mutant).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, CancellationToken.None).GetRunResult().Results.Single();
            if (!result.Diagnostics.IsEmpty) Interlocked.Increment(ref reported);
            if (Failure(result, output, mutant, seed % CheckedWhole == 0 ? [] : sound) is { } failure) failures.Add((seed, $"Mutant {seed} of {Path.GetFileName(mutant.Path)}: {failure}\n{mutant.GetText(CancellationToken.None)}"));
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} mutants fail.\n{string.Join("\n=====\n", failures.OrderBy(f => f.Seed).Take(ShownFailures).Select(f => f.Failure))}");
        Assert.InRange(structural, Mutants / 2, Mutants);
        // Mutants that all fail, or none of which does, would test half of what they should.
        Assert.InRange(reported, Mutants / 4, Mutants * 9 / 10);
    }

    private static (InMemoryFile File, InMemoryFile Mutant, bool IsStructural) Mutate(int seed)
    {
        var random = new Random(seed);
        var isStructural = random.Next(4) != 0;
        return random.Next(5) switch
        {
            < 2 => (s_yaml, Yaml(isStructural ? YamlMutator.Mutate(TutorialFiles.Hyperparameters, random) : TextMutator.Mutate(TutorialFiles.Hyperparameters, random)), isStructural),
            < 4 => (s_json, Json(isStructural ? JsonMutator.Mutate(TutorialFiles.Models, random) : TextMutator.Mutate(TutorialFiles.Models, random)), isStructural),
            _ => (s_options, Options(isStructural ? YamlMutator.Mutate(TutorialFiles.Options, random) : TextMutator.Mutate(TutorialFiles.Options, random)), isStructural),
        };
    }

    private static string? Failure(GeneratorRunResult result, Compilation output, InMemoryFile mutant, HashSet<string> sound)
    {
        if (result.Exception is { } exception) return exception.ToString();
        var text = mutant.GetText();
        foreach (var diagnostic in result.Diagnostics)
        {
            var lines = diagnostic.Location.GetLineSpan();
            var span = diagnostic.Location.SourceSpan;
            if (lines.Path != mutant.Path || span.End > text.Length) return $"{diagnostic.Id} lies outside the file: {diagnostic.Location}.";
            if (!HasOtherLineBreaks(text) && text.Lines.GetLinePositionSpan(span) != lines.Span) return $"{diagnostic.Id} has the offset {span} and the lines {lines.Span}.";
        }

        // A file that the mutant left as it was compiles as before, once the declarations around it do.
        var changed = output.SyntaxTrees.Where(tree => !sound.Contains(tree.ToString()));
        var complaints = output.GetDeclarationDiagnostics(CancellationToken.None)
            .Concat(changed.SelectMany(tree => output.GetSemanticModel(tree).GetDiagnostics(cancellationToken: CancellationToken.None)))
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")
            .ToList();
        return complaints.Count == 0 ? null : string.Join('\n', complaints.Take(ShownFailures));
    }

    /// <summary>C# breaks lines at characters at which editors, YAML and JSON do not.</summary>
    private static bool HasOtherLineBreaks(SourceText text) => text.ToString().AsSpan().ContainsAny('\u0085', '\u2028', '\u2029');
}
