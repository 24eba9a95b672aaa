using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>The split that a request means.</summary>
internal static class SplitChoice
{
    /// <returns>Null when it cannot be understood.</returns>
    public static SplitSpecification? Read(string? text, RequestProblems problems)
    {
        _ = SplitSpecification.TryParse(text ?? $"random:{RandomSplit.DefaultPercent}", out var specification, out var found);
        problems.Add(found);
        return specification;
    }
}
