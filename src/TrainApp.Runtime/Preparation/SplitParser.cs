using System.Globalization;
using TrainApp.Formats;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>
/// Reads the text of a split: a method, a colon, and what belongs to it, separated by commas. In names a backslash
/// takes its meaning from the next character, so that a dataset may be called <c>a+b</c>.
/// </summary>
internal sealed class SplitParser
{
    private const string Forms =
        "Expected 'random:80', 'random:val=20,stratified,group=TAG', 'tags:train=T,val=V,untagged=ignore', 'datasets:train=A+B/C,val=D' or 'collections:train=C,val=D'.";

    private static readonly string[] Methods = ["random", "tags", "datasets", "collections"];

    private readonly string _text;
    private readonly List<Problem> _problems;

    private SplitParser(string text, List<Problem> problems)
    {
        _text = text;
        _problems = problems;
    }

    public static SplitSpecification? Parse(string text, List<Problem> problems)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var method = (colon < 0 ? text : text[..colon]).Trim();
        return new SplitParser(text, problems).Parse(method, colon < 0 ? "" : text[(colon + 1)..]);
    }

    private SplitSpecification? Parse(string method, string rest)
    {
        switch (method)
        {
            case "random":
                return Random(rest);
            case "datasets":
                return Sides(rest, "dataset", untagged: null) is var (train, val) ? new DatasetSplit(train, val) : null;
            case "collections":
                return Sides(rest, "collection", untagged: null) is var (first, second) ? new CollectionSplit(first, second) : null;
            case "tags":
                var action = UntaggedImages.Ignore;
                return Sides(rest, "tag", word => ReadUntagged(word, ref action)) is var (one, other) ? new TagSplit(one, other, action) : null;
            case NoSplit.Text when rest.Length == 0:
                return new NoSplit();
            default:
                return Report<SplitSpecification>($"'{_text}' is no split: there is no method '{method}'.{NearestName.Suggest(method, Methods)} {Forms}");
        }
    }

    private RandomSplit? Random(string rest)
    {
        if (rest.Trim().Length == 0) return new(SplitSide.Train, RandomSplit.DefaultPercent);
        var parts = SplitText.Parts(rest, ',');
        if (Share(parts[0].Trim()) is not { } split) return null;
        foreach (var further in parts.Skip(1))
        {
            var word = further.Trim();
            if (word is "stratified")
            {
                split = split with { IsStratified = true };
            }
            else if (further.TrimStart() is var given && given.StartsWith("group=", StringComparison.Ordinal))
            {
                var tag = SplitText.Unescape(given["group=".Length..]);
                if (tag.Length == 0) return Report<RandomSplit>($"'group=' of the split '{_text}' names no tag. {Forms}");
                if (split.GroupTag is not null) return Report<RandomSplit>($"The split '{_text}' has two tags to group by; there can be one.");
                split = split with { GroupTag = tag };
            }
            else
            {
                return Report<RandomSplit>($"'{word}' of the split '{_text}' is not known.{NearestName.Suggest(word, ["stratified", "group=TAG"])} {Forms}");
            }
        }

        return split;
    }

    private RandomSplit? Share(string text)
    {
        var (side, number) = text.Split('=', 2) switch
        {
            [var alone] => (SplitSide.Train, alone),
            ["train", var given] => (SplitSide.Train, given),
            ["val", var given] => (SplitSide.Val, given),
            _ => (SplitSide.Train, text),
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 99
            ? new(side, percent)
            : Report<RandomSplit>($"'{number}' of the split '{_text}' is no share: expected a whole number of percent, 1 to 99.");
    }

    /// <param name="rest">What follows the colon.</param>
    /// <param name="kind">What is named, for sentences.</param>
    /// <param name="untagged">Reads the word behind <c>untagged=</c>, where a method has it.</param>
    private (IReadOnlyList<string> Train, IReadOnlyList<string> Val)? Sides(string rest, string kind, Func<string, bool>? untagged)
    {
        var sides = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var part in SplitText.Parts(rest, ','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (side, names) = equals < 0 ? (part.Trim(), "") : (part[..equals].Trim(), part[(equals + 1)..]);
            if (untagged is not null && side is "untagged")
            {
                if (!sides.TryAdd(side, [])) return Nothing($"'untagged' is there twice in the split '{_text}'. {Forms}");
                if (!untagged(names.Trim())) return Nothing($"'untagged={names}' of the split '{_text}': expected train, val or ignore.");
                continue;
            }

            if (side is not ("train" or "val")) return Nothing($"'{part}' of the split '{_text}' is neither 'train=…' nor 'val=…'. {Forms}");
            if (names.Trim().Length == 0) return Nothing($"The side '{side}' of the split '{_text}' names no {kind}. {Forms}");
            List<string> list = [.. SplitText.Parts(names, '+').Select(SplitText.Unescape)];
            if (list.Exists(name => name.Length == 0)) return Nothing($"The side '{side}' of the split '{_text}' has a {kind} without a name. {Forms}");
            if (!sides.TryAdd(side, list)) return Nothing($"The side '{side}' is there twice in the split '{_text}'; '+' joins several {kind}s. {Forms}");
        }

        if (sides.TryGetValue("train", out var train) && sides.TryGetValue("val", out var val)) return (train, val);
        return Nothing($"The split '{_text}' lacks the side '{(sides.ContainsKey("train") ? "val" : "train")}'. {Forms}");

        (IReadOnlyList<string>, IReadOnlyList<string>)? Nothing(string message)
        {
            Report<SplitSpecification>(message);
            return null;
        }
    }

    private static bool ReadUntagged(string word, ref UntaggedImages action)
    {
        (var known, action) = word switch
        {
            "train" => (true, UntaggedImages.Train),
            "val" => (true, UntaggedImages.Val),
            "ignore" => (true, UntaggedImages.Ignore),
            _ => (false, action),
        };
        return known;
    }

    private T? Report<T>(string message)
        where T : SplitSpecification
    {
        _problems.Add(new(ProblemIds.SplitMalformed, Severity.Error, message));
        return null;
    }
}
