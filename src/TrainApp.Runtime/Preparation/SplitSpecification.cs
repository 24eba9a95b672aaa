using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TrainApp.Formats;
using TrainApp.Projects;

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
    /// <summary>Understands <c>random:80</c>, <c>random:val=20</c> and <c>datasets:train=A+B/C,val=D</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SplitSpecification? specification, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        specification = SplitParser.Parse(text, found);
        problems = found;
        return specification is not null;
    }
}

/// <summary>Images drawn at random.</summary>
/// <param name="Side">The side that <paramref name="Percent"/> is said of.</param>
/// <param name="Percent">1 to 99.</param>
internal sealed record RandomSplit(SplitSide Side, int Percent) : SplitSpecification
{
    public const int DefaultPercent = 80;

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

    public override string ToString() => Side == SplitSide.Train
        ? string.Create(CultureInfo.InvariantCulture, $"random:{Percent}")
        : string.Create(CultureInfo.InvariantCulture, $"random:val={Percent}");
}

/// <summary>Whole datasets, by full name.</summary>
internal sealed record DatasetSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Val) : SplitSpecification
{
    public override string ToString() => $"datasets:train={Join(Train)},val={Join(Val)}";

    private static string Join(IEnumerable<string> names) => string.Join('+', names.Select(SplitParser.Escape));
}
