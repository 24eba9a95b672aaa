namespace TrainApp.Formats;

/// <summary>Characters that YAML does not allow in a text.</summary>
internal static class UnprintableCharacter
{
    /// <summary>The offset of the first one, or −1.</summary>
    public static int Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\t' or '\n' or '\r') continue;
            if (c is < ' ' or '\u007F' or '\uFFFE' or '\uFFFF') return i;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                return i;
            }
        }

        return -1;
    }
}
