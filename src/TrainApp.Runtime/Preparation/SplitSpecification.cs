using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TrainApp.Formats;

namespace TrainApp.Preparation;

/// <summary>A side of a split.</summary>
internal enum SplitSide
{
    Train,
    Val,
}

/// <summary>How images are divided, as a user writes it. <see cref="ToString"/> gives text that parses to the same.</summary>
internal abstract record SplitSpecification
{
    /// <summary>The word before the colon.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// Understands <c>random:80</c>, <c>random:val=20,stratified,group=TAG</c>, <c>tags:train=T,val=V,untagged=ignore</c>,
    /// <c>datasets:train=A+B/C,val=D</c>, <c>collections:train=C,val=D</c> and <c>none</c>.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SplitSpecification? specification, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        specification = SplitParser.Parse(text, found);
        problems = found;
        return specification is not null;
    }

    private protected static string Join(IEnumerable<string> names) => string.Join('+', names.Select(SplitText.Escape));
}

/// <summary>Images drawn at random.</summary>
/// <param name="Side">The side that <paramref name="Percent"/> is said of.</param>
/// <param name="Percent">1 to 99.</param>
internal sealed record RandomSplit(SplitSide Side, int Percent) : SplitSpecification
{
    public const int DefaultPercent = 80;

    public override string Method => "random";

    /// <summary>Whether each class has the same share of its images on both sides, as near as may be.</summary>
    public bool IsStratified { get; init; }

    /// <summary>The image tag whose values keep images together; null for none.</summary>
    public string? GroupTag { get; init; }

    /// <summary>Images per side. The share is floored, then the share of the other side rounded half to even, in floating point.</summary>
    public (int Train, int Val) Count(int images)
    {
        if (images == 0) return (0, 0);
        var chosen = (int)Math.Floor(images / 100.0 * Percent);
        var val = Side == SplitSide.Val ? chosen : images - chosen;
        var part = (double)val / images;
        val = (int)Math.Round(part * images, MidpointRounding.ToEven);
        return (images - val, val);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"random:{(Side == SplitSide.Train ? "" : "val=")}{Percent}{(IsStratified ? ",stratified" : "")}{(GroupTag is null ? "" : ",group=" + SplitText.Escape(GroupTag))}");
}

/// <summary>Whole datasets, by full name.</summary>
internal sealed record DatasetSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val) : SplitSpecification
{
    public override string Method => "datasets";

    public override string ToString() => $"datasets:train={Join(Train)},val={Join(Val)}";
}

/// <summary>What becomes of images that carry no tag of a split.</summary>
internal enum UntaggedImages
{
    Ignore,
    Train,
    Val,
}

/// <summary>Images by their own tags; one that carries tags of both sides is on both.</summary>
internal sealed record TagSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val, UntaggedImages Untagged) : SplitSpecification
{
    public override string Method => "tags";

    public string UntaggedWord => Untagged switch
    {
        UntaggedImages.Train => "train",
        UntaggedImages.Val => "val",
        _ => "ignore",
    };

    public override string ToString() => $"tags:train={Join(Train)},val={Join(Val)},untagged={UntaggedWord}";
}

/// <summary>Images of collections that the workspace keeps of the project.</summary>
internal sealed record CollectionSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val) : SplitSpecification
{
    public override string Method => "collections";

    public override string ToString() => $"collections:train={Join(Train)},val={Join(Val)}";
}

/// <summary>No split: every image is trained on.</summary>
internal sealed record NoSplit : SplitSpecification
{
    public const string Text = "none";

    public override string Method => Text;

    public override string ToString() => Text;
}
