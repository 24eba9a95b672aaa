using TrainApp.Generators.Contract;

namespace TrainApp.Docs.Tests;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The word behind the fence; empty when there is none.</param>
/// <param name="Mark">The comment right above the fence, without its brackets; empty when there is none.</param>
/// <param name="Code">What is inside.</param>
/// <param name="Line">Line of the fence, from 1.</param>
internal sealed record Block(string Language, string Mark, string Code, int Line)
{
    /// <summary>What stands behind a word of the mark: <c>file: App.cs</c>; null when the mark does not begin with it.</summary>
    public string? Marked(string word) => Mark.StartsWith(word + ":", StringComparison.Ordinal) ? Mark[(word.Length + 1)..].Trim() : null;
}

/// <summary>A document in Markdown.</summary>
/// <param name="Name">Its path from the repository's root.</param>
/// <param name="Blocks">Its fenced blocks.</param>
/// <param name="Prose">Its lines outside of blocks.</param>
internal sealed record Document(string Name, IReadOnlyList<Block> Blocks, IReadOnlyList<string> Prose)
{
    private const string Fence = "```";

    public static Document Parse(string name, string text)
    {
        List<Block> blocks = [];
        List<string> prose = [];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var opening = lines[i].TrimStart();
            if (!opening.StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Add(lines[i]);
                continue;
            }

            var indent = lines[i].Length - opening.Length;
            var start = i;
            while (++i < lines.Length && lines[i].Trim() != Fence)
            {
            }

            var code = lines[(start + 1)..i].Select(line => line[Math.Min(indent, line.Length)..]);
            blocks.Add(new Block(opening[Fence.Length..].Trim(), MarkAbove(lines, start), string.Join('\n', code) + "\n", start + 1));
        }

        return new Document(name, blocks, prose);
    }

    private static string MarkAbove(string[] lines, int fence)
    {
        var above = fence > 0 ? lines[fence - 1].Trim() : "";
        return above.StartsWith("<!--", StringComparison.Ordinal) && above.EndsWith("-->", StringComparison.Ordinal) ? above[4..^3].Trim() : "";
    }
}
