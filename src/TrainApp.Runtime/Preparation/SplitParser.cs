using System.Globalization;
using System.Text;
using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>
/// Reads the text of a split: a method, a colon, and what belongs to it, separated by commas. In names a backslash
/// takes its meaning from the next character, so that a dataset may be called <c>a+b</c>.
/// </summary>
internal static class SplitParser
{
    private const string Forms = "Expected 'random:80', 'random:val=20' or 'datasets:train=A+B/C,val=D'.";
    private static readonly string[] Methods = ["random", "datasets", "tags", "collections"];

    public static SplitSpecification? Parse(string text, List<Problem> problems)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var method = (colon < 0 ? text : text[..colon]).Trim();
        var rest = colon < 0 ? "" : text[(colon + 1)..];
        return method switch
        {
            "random" => Random(text, rest, problems),
            "datasets" => Datasets(text, rest, problems),
            "tags" or "collections" => Report(ProblemIds.SplitMethodNotOffered, $"A split by {method} ('{text}') is not offered yet. {Forms}", problems),
            _ => Report(ProblemIds.SplitMalformed, $"'{text}' is no split: there is no method '{method}'.{NearestName.Suggest(method, Methods)} {Forms}", problems),
        };
    }

    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (letter is '\\' or '+' or ',') text.Append('\\');
            text.Append(letter);
        }

        return text.ToString();
    }

    private static RandomSplit? Random(string text, string rest, List<Problem> problems)
    {
        if (rest.Trim().Length == 0) return new(SplitSide.Train, RandomSplit.DefaultPercent);
        var parts = rest.Split(',', StringSplitOptions.TrimEntries);
        foreach (var further in parts.Skip(1))
        {
            var isPlanned = string.Equals(further, "stratified", StringComparison.Ordinal) || further.StartsWith("group=", StringComparison.Ordinal);
            return (RandomSplit?)Report(
                isPlanned ? ProblemIds.SplitMethodNotOffered : ProblemIds.SplitMalformed,
                isPlanned ? $"'{further}' of the split '{text}' is not offered yet." : $"'{further}' of the split '{text}' is not known. {Forms}",
                problems);
        }

        var (side, number) = parts[0].Split('=', 2) switch
        {
            [var alone] => (SplitSide.Train, alone),
            ["train", var given] => (SplitSide.Train, given),
            ["val", var given] => (SplitSide.Val, given),
            _ => (SplitSide.Train, parts[0]),
        };
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 99) return new(side, percent);
        var message = $"'{number}' of the split '{text}' is no share: expected a whole number of percent, 1 to 99.";
        return (RandomSplit?)Report(ProblemIds.SplitMalformed, message, problems);
    }

    private static DatasetSplit? Datasets(string text, string rest, List<Problem> problems)
    {
        var sides = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var part in SplitAt(rest, ','))
        {
            var (side, names) = part.Split('=', 2) switch
            {
                [var key, var value] => (key.Trim(), value),
                _ => (part.Trim(), ""),
            };
            if (side is not ("train" or "val"))
                return (DatasetSplit?)Report(ProblemIds.SplitMalformed, $"'{part}' of the split '{text}' is neither 'train=…' nor 'val=…'. {Forms}", problems);
            var list = SplitAt(names, '+').Select(Unescape).ToList();
            if (list.Exists(name => name.Length == 0))
                return (DatasetSplit?)Report(ProblemIds.SplitMalformed, $"The side '{side}' of the split '{text}' has a dataset without a name. {Forms}", problems);
            if (sides.TryAdd(side, list)) continue;
            var twice = $"The side '{side}' is there twice in the split '{text}'; '+' joins several datasets. {Forms}";
            return (DatasetSplit?)Report(ProblemIds.SplitMalformed, twice, problems);
        }

        if (sides.TryGetValue("train", out var train) && sides.TryGetValue("val", out var val)) return new(train, val);
        var missing = sides.ContainsKey("train") ? "val" : "train";
        return (DatasetSplit?)Report(ProblemIds.SplitMalformed, $"The split '{text}' lacks the side '{missing}'. {Forms}", problems);
    }

    private static List<string> SplitAt(string text, char separator)
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

    private static string Unescape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 1 < name.Length) i++;
            text.Append(name[i]);
        }

        return text.ToString();
    }

    private static SplitSpecification? Report(string id, string message, List<Problem> problems)
    {
        problems.Add(new(id, Severity.Error, message));
        return null;
    }
}
