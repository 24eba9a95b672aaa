using System.Text.RegularExpressions;

namespace TrainApp.Formats.Tests;

/// <summary>A text in which <c>⟦…⟧</c> marks the place where a problem is expected.</summary>
internal sealed record Marked(string Text, int Start, int Length)
{
    public static Marked Parse(string marked)
    {
        var start = marked.IndexOf('⟦', StringComparison.Ordinal);
        var end = marked.IndexOf('⟧', StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, "The text lacks its marks.");
        return new(Regex.Replace(marked, "[⟦⟧]", ""), start, end - start - 1);
    }

    /// <summary>Asserts that there is one problem, of an id, at the marks, and that its line and column agree with its offset.</summary>
    public void Expect(string id, IReadOnlyList<Problem> problems)
    {
        var problem = Assert.Single(problems);
        Assert.Equal(id, problem.Id);
        var place = Assert.NotNull(problem.Place);
        Assert.True((Start, Length) == (place.Start, place.Length), $"{problem.Message} at {place.Start}+{place.Length} '{Text.Substring(place.Start, place.Length)}', expected {Start}+{Length} '{Text.Substring(Start, Length)}'");
        var before = Text[..place.Start].Split('\n');
        Assert.Equal((before.Length, before[^1].Length + 1), (place.Line, place.Column));
    }
}
