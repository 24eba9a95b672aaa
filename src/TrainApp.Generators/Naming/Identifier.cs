using System.Globalization;
using System.Text;

namespace TrainApp.Generators.Naming;

/// <summary>
/// Makes C# names of names in files: Pascal case per word, acronyms lowered. <c>RT-DETRv2-S</c> becomes <c>RtDetrv2S</c>,
/// <c>AP_val</c> becomes <c>ApVal</c>, <c>lr_scheduler</c> becomes <c>LrScheduler</c>.
/// </summary>
internal static class Identifier
{
    public static string Of(string name)
    {
        var builder = new StringBuilder(name.Length);
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (IsPart(c))
            {
                word.Append(c);
            }
            else
            {
                AppendWord(builder, word);
            }
        }

        AppendWord(builder, word);
        if (builder.Length == 0 || !IsStart(builder[0])) builder.Insert(0, '_');
        return builder.ToString();
    }

    private static void AppendWord(StringBuilder builder, StringBuilder word)
    {
        for (var at = 0; at < word.Length;)
        {
            var end = at;
            while (end < word.Length && char.IsUpper(word[end])) end++;
            var capitals = end - at;
            // "CnnModel" of "CNNModel": the last capital begins the next word, unless a single letter follows, as in "DETRv2".
            if (capitals > 1 && end + 1 < word.Length && char.IsLower(word[end]) && char.IsLower(word[end + 1])) end--;
            if (end == at) end++;
            builder.Append(char.ToUpperInvariant(word[at]));
            for (var i = at + 1; i < end; i++) builder.Append(char.ToLowerInvariant(word[i]));
            while (end < word.Length && !char.IsUpper(word[end])) builder.Append(word[end++]);
            at = end;
        }

        word.Clear();
    }

    private static bool IsStart(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
