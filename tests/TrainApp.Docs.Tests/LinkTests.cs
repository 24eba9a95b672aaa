using System.Text.RegularExpressions;

namespace TrainApp.Docs.Tests;

/// <summary>Links between documents, and from them to files, lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Repository.Documents];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Relative_links_resolve(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var broken = Repository.Read(document).Prose
            .SelectMany(line => Link().Matches(line))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Resolves(folder, document, target));
        Assert.Empty(broken);
    }

    private static bool Resolves(string folder, string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? Repository.PathOf(document) : Path.Combine(folder, Uri.UnescapeDataString(parts[0]));
        if (!Path.Exists(path)) return false;
        return parts is not [_, var anchor] || File.ReadLines(path).Any(line => line.StartsWith('#') && AnchorOf(line) == anchor);
    }

    /// <summary>The anchor that a heading gets: lower case, punctuation gone, spaces as dashes.</summary>
    private static string AnchorOf(string heading) =>
        NotInAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchor();
}
