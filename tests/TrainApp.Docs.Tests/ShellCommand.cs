using System.Text.RegularExpressions;

namespace TrainApp.Docs.Tests;

/// <summary>A command of a document, as far as it concerns this repository: paths that exist, and an app's verbs and options.</summary>
internal sealed partial class ShellCommand
{
    private static readonly string[] s_pathOptions = ["--project"];

    private readonly string[] _words;
    private readonly HashSet<string> _made;

    private ShellCommand(string[] words, HashSet<string> made)
    {
        _words = words;
        _made = made;
    }

    /// <param name="line">The command.</param>
    /// <param name="made">Folders that commands before it have made; this one's are added.</param>
    public static ShellCommand Parse(string line, HashSet<string> made)
    {
        string[] words = [.. Word().Matches(line).Select(match => match.Value.Trim('"'))];
        if (words is ["dotnet", "new" or "pack", ..] && Array.IndexOf(words, "-o") is var at and > 0) made.Add(words[at + 1]);
        return new ShellCommand(words, made);
    }

    /// <summary>What is wrong with a verb and its options; null when nothing is.</summary>
    public static async Task<string?> MistakeAsync(IReadOnlyList<string> words)
    {
        if (words[0].StartsWith("--", StringComparison.Ordinal))
        {
            var page = (await AppHelp.PageAsync()).Concat(await AppHelp.CommonAsync()).Select(option => option.Split(' ')[0]).Append("--help").Append("--version").ToList();
            return words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && !page.Contains(word)) is { } wrong ? $"the page has no option '{wrong}'" : null;
        }

        if ((await AppHelp.VerbsAsync()).FirstOrDefault(candidate => candidate.Name == words[0]) is not { } verb) return $"there is no verb '{words[0]}'";
        var known = verb.Options.Concat(await AppHelp.CommonAsync()).Select(option => option.Split(' ')[0]).Append("--help").ToList();
        var unknown = words.Skip(1).FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal) && !known.Contains(word));
        return unknown is null ? null : $"'{verb.Name}' has no option '{unknown}'";
    }

    public async Task<string?> FindMistakeAsync()
    {
        var end = Array.IndexOf(_words, "--");
        string[] own = end < 0 ? _words : _words[..end];
        if (MissingPath(own) is { } path) return $"there is no '{path}'";
        return end < 0 || own is not ["dotnet", "run", ..] || own.Any(word => word.Contains("benchmarks", StringComparison.Ordinal)) ? null : await MistakeAsync(_words[(end + 1)..]);
    }

    private string? MissingPath(string[] words)
    {
        var given = words.Zip(words.Skip(1)).Where(pair => s_pathOptions.Contains(pair.First)).Select(pair => pair.Second)
            .Concat(words.Where(word => word.StartsWith("./", StringComparison.Ordinal)));
        if (words is ["dotnet", "pack" or "build" or "new", .., var last] && last.StartsWith("src/", StringComparison.Ordinal)) given = given.Append(last);
        return given.FirstOrDefault(path => !_made.Contains(path) && !path.Contains('$', StringComparison.Ordinal) && !Path.Exists(Repository.PathOf(path)));
    }

    [GeneratedRegex("\"[^\"]*\"|[^\\s]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
