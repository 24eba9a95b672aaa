using TrainApp.Control;
using TrainApp.Formats;

namespace TrainApp.Gui.Live;

/// <summary>Why something was not done, in one paragraph.</summary>
internal static class RefusalText
{
    public static string Of(RefusedException refused) => string.Join(
        " ",
        refused.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Hint is null ? problem.Message : $"{problem.Message} {problem.Hint}"));
}
