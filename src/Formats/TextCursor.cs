namespace TrainApp.Formats;

/// <summary>A place in a text that is being read.</summary>
internal sealed class TextCursor(string text)
{
    public int At { get; set; }

    public bool IsAtEnd => At >= text.Length;

    /// <summary>Whether a word ends here.</summary>
    public bool IsAtBoundary => IsAtEnd || char.IsWhiteSpace(Peek()) || Peek() is ',' or ';' or ':';

    public string Rest => text.Substring(Math.Min(At, text.Length));

    public char Peek(int ahead = 0) => At + ahead < text.Length ? text[At + ahead] : '\0';

    public string Since(int start) => text.Substring(start, At - start);

    public void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek())) At++;
    }

    public bool Take(char c)
    {
        if (Peek() != c || IsAtEnd) return false;
        At++;
        return true;
    }

    public bool Take(string word)
    {
        if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0) return false;
        At += word.Length;
        return true;
    }
}
