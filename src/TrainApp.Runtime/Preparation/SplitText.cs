using System.Text;

namespace TrainApp.Preparation;

/// <summary>Names in the text of a split: a backslash takes its meaning from the character behind it.</summary>
internal static class SplitText
{
    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        // Blanks alone would be taken for no name at all.
        var isBlank = string.IsNullOrWhiteSpace(name);
        foreach (var letter in name)
        {
            if (isBlank || letter is '\\' or '+' or ',') text.Append('\\');
            text.Append(letter);
        }

        return text.ToString();
    }

    public static string Unescape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 1 < name.Length) i++;
            text.Append(name[i]);
        }

        return text.ToString();
    }

    /// <summary>Parts between separators that are not escaped; names in them still are.</summary>
    public static List<string> Parts(string text, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == separator)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
