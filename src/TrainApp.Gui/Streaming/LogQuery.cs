using System.Buffers;

namespace TrainApp.Gui.Streaming;

/// <summary>Which lines of a log are wanted.</summary>
/// <param name="Before">Lines that end at this place or earlier; null for the end of the log.</param>
/// <param name="After">Lines that start there or later, whatever they say; null for those before a place.</param>
/// <param name="Count">How many, at most.</param>
/// <param name="Level">The least level.</param>
/// <param name="Search">Words that they hold, in any case; empty for any.</param>
internal sealed record LogQuery(long? Before, long? After, int Count, LineLevel Level, string Search)
{
    private readonly SearchValues<string>? _words = Search.Length == 0 ? null : SearchValues.Create([Search], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether some lines are passed over.</summary>
    public bool IsFiltered => Level > LineLevel.Debug || _words is not null;

    public bool Takes(ReadOnlySpan<char> text, out LineLevel level)
    {
        level = LineLevel.Info;
        if (_words is not null && !text.ContainsAny(_words)) return false;
        level = LineLevels.Of(text);
        return level >= Level;
    }
}
