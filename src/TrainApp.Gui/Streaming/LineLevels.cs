using System.Buffers;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// Guesses the level of a line from its words: those that name a level themselves (<c>[INFO]</c>, <c>warning TRAIN0042:</c>), else
/// those that libraries use for mishaps (<c>RuntimeError:</c>, <c>Traceback</c>, <c>UserWarning:</c>). A metric that is called an error
/// (<c>error: 0.02</c>, <c>mean_error=0.1</c>) is none.
/// </summary>
internal static class LineLevels
{
    private const int WhereLevelsStand = 60;

    private static readonly SearchValues<string> s_hints = SearchValues.Create(
        ["error", "exception", "fatal", "critical", "traceback", "failed", "panic", "warn", "debug", "trace", "info"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> s_number = SearchValues.Create("+-.0123456789eE%");

    private static readonly (string Word, LineLevel Level, bool Alone)[] s_words =
    [
        ("error", LineLevel.Error, false),
        ("exception", LineLevel.Error, false),
        ("traceback", LineLevel.Error, true),
        ("fatal", LineLevel.Error, true),
        ("critical", LineLevel.Error, true),
        ("failed", LineLevel.Error, true),
        ("panic", LineLevel.Error, true),
        ("warning", LineLevel.Warning, false),
        ("warn", LineLevel.Warning, true),
    ];

    private static readonly (string Word, LineLevel Level)[] s_named = [("info", LineLevel.Info), ("debug", LineLevel.Debug), ("trace", LineLevel.Debug)];

    /// <summary>The level of a word in a request; null for a word that is none.</summary>
    public static LineLevel? Parse(string word) => word.ToUpperInvariant() switch
    {
        "DEBUG" => LineLevel.Debug,
        "INFO" => LineLevel.Info,
        "WARNING" => LineLevel.Warning,
        "ERROR" => LineLevel.Error,
        _ => null,
    };

    public static LineLevel Of(ReadOnlySpan<char> line)
    {
        if (!line.ContainsAny(s_hints)) return LineLevel.Info;
        var head = line[..Math.Min(line.Length, WhereLevelsStand)];
        foreach (var (word, level) in s_named)
        {
            if (NamesLevel(head, word)) return level;
        }

        foreach (var (word, level, alone) in s_words)
        {
            if (Says(line, word, alone)) return level;
        }

        return LineLevel.Info;
    }

    /// <summary>Whether a level stands where loggers write it: first, in brackets, or in capitals.</summary>
    private static bool NamesLevel(ReadOnlySpan<char> head, string word)
    {
        var at = head.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && IsPartOfWord(head[at - 1])) || IsLetterAfter(head, at + word.Length)) return false;
        var after = at + word.Length < head.Length ? head[at + word.Length] : ' ';
        return (at == 0 && after == ':') || (at > 0 && head[at - 1] == '[') || !head.Slice(at, word.Length).ContainsAnyInRange('a', 'z');
    }

    private static bool Says(ReadOnlySpan<char> line, string word, bool alone)
    {
        for (var from = 0; line[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is var found and >= 0;)
        {
            var at = from + found;
            from = at + word.Length;
            var follows = at > 0 && IsPartOfWord(line[at - 1]);
            // The end of a name such as ValueError or UserWarning; a lower-case one, such as mean_error, is a metric.
            var endsName = follows && !alone && char.IsAsciiLetterUpper(line[at]) && char.IsAsciiLetter(line[at - 1]);
            if ((!follows || endsName) && !IsLetterAfter(line, from) && !IsMetric(line[from..])) return true;
        }

        return false;
    }

    private static bool IsMetric(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest is not [':' or '=', ..]) return false;
        var value = rest[1..].TrimStart();
        var end = value.IndexOfAnyExcept(s_number);
        return value.Length > 0 && end != 0 && value[0] is not ('e' or 'E') && (end < 0 || value[end] is ' ' or ',' or ';' or ')' or ']' or '|');
    }

    private static bool IsPartOfWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '/';

    private static bool IsLetterAfter(ReadOnlySpan<char> text, int place) => place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] is '_' or '-' or '/');
}
