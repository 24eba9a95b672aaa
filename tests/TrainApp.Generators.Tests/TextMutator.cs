namespace TrainApp.Generators.Tests;

/// <summary>Changes characters, without regard to what they mean.</summary>
internal static class TextMutator
{
    private static readonly string[] s_pieces =
        ["\t", " ", "\n", "\r", "\0", "\u0007", "\u0085", "\u2028", "\uFEFF", "\uFFFF", "\uD83D", "\uDE00", "😀", ":", ": ", "#", " #", "-", "- ", "?", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "{", "}", "[", "]", ",", "\\", "/*", "//", "---", "...", "<<: ", "0", "e", "."];

    public static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0 && text.Length > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 8), text.Length - at);
            text = random.Next(6) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
                2 => string.Concat(text.AsSpan(0, at), s_pieces[random.Next(s_pieces.Length)], text.AsSpan(at + 1)),
                3 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                4 => text.Remove(at, length),
                _ when random.Next(5) == 0 => text[..at],
                _ => text.Insert(at, text[at].ToString()),
            };
        }

        return text;
    }
}
