using System.Globalization;
using TrainApp.Preparation;

namespace TrainApp.Gui.Setup;

/// <summary>
/// A split as a page edits it. Unlike a <see cref="SplitSpecification"/> a side may be empty for a while; its text then says so,
/// and the check of the request says what is missing.
/// </summary>
internal sealed record SplitForm(string Method)
{
    public const string Random = "random", Tags = "tags", Datasets = "datasets", Collections = "collections";

    public SplitSide Side { get; init; }

    public int Percent { get; init; } = RandomSplit.DefaultPercent;

    public bool IsStratified { get; init; }

    public string? GroupTag { get; init; }

    public IReadOnlyList<string> Train { get; init; } = [];

    public IReadOnlyList<string> Val { get; init; } = [];

    public UntaggedImages Untagged { get; init; }

    /// <summary>Reads a split; null when there is none, or it is of no known method.</summary>
    public static SplitForm? Of(string? text)
    {
        if (text is null) return null;
        return SplitSpecification.TryParse(text, out var split, out _) ? Of(split) : Unfinished(text);
    }

    public override string ToString() => Method switch
    {
        Random => new RandomSplit(Side, Percent) { IsStratified = IsStratified, GroupTag = GroupTag }.ToString(),
        Tags => new TagSplit(Train, Val, Untagged).ToString(),
        Datasets => new DatasetSplit(Train, Val).ToString(),
        _ => new CollectionSplit(Train, Val).ToString(),
    };

    /// <summary>Puts a name on a side, or takes it off.</summary>
    public SplitForm With(SplitSide side, IEnumerable<string> names, bool isOn)
    {
        var old = side == SplitSide.Train ? Train : Val;
        List<string> changed = isOn ? [.. old, .. names.Except(old, StringComparer.Ordinal)] : [.. old.Except(names, StringComparer.Ordinal)];
        return side == SplitSide.Train ? this with { Train = changed } : this with { Val = changed };
    }

    /// <summary>The split in a few words.</summary>
    public string Words() => Method switch
    {
        Random => string.Create(CultureInfo.InvariantCulture, $"random {(Side == SplitSide.Train ? Percent : 100 - Percent)}/{(Side == SplitSide.Train ? 100 - Percent : Percent)}"),
        _ => $"{Method} {Short(Train)} | {Short(Val)}",
    };

    private static string Short(IReadOnlyList<string> names) => names switch
    {
        [] => "–",
        [var one] => one,
        _ => names.Count.ToString(CultureInfo.InvariantCulture),
    };

    private static SplitForm? Of(SplitSpecification split) => split switch
    {
        RandomSplit random => new(Random) { Side = random.Side, Percent = random.Percent, IsStratified = random.IsStratified, GroupTag = random.GroupTag },
        TagSplit tags => new(Tags) { Train = tags.Train, Val = tags.Val, Untagged = tags.Untagged },
        DatasetSplit datasets => new(Datasets) { Train = datasets.Train, Val = datasets.Val },
        CollectionSplit collections => new(Collections) { Train = collections.Train, Val = collections.Val },
        _ => null,
    };

    private static SplitForm? Unfinished(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text[..colon] is not (Tags or Datasets or Collections)) return null;
        var form = new SplitForm(text[..colon]);
        foreach (var part in SplitText.Parts(text[(colon + 1)..], ','))
        {
            List<string> names = [.. SplitText.Parts(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..], '+').Select(SplitText.Unescape).Where(name => name.Length > 0)];
            if (part.StartsWith("train=", StringComparison.Ordinal)) form = form with { Train = names };
            else if (part.StartsWith("val=", StringComparison.Ordinal)) form = form with { Val = names };
            else if (part is "untagged=train") form = form with { Untagged = UntaggedImages.Train };
            else if (part is "untagged=val") form = form with { Untagged = UntaggedImages.Val };
        }

        return form;
    }
}
