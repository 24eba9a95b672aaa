namespace TrainApp.Requests;

/// <summary>The evaluation after training that a request means.</summary>
internal static class BenchmarkChoice
{
    /// <summary>There is no evaluation yet: asking for one is a mistake, and so is anything but <c>on</c> and <c>off</c>.</summary>
    public static void Check(string? benchmark, string? speedTest, RequestProblems problems)
    {
        var asked = SwitchChoice.Read("--benchmark", benchmark, problems);
        _ = SwitchChoice.Read("--speed-test", speedTest, problems);
        // Without an evaluation the speed test is off, whatever it says.
        if (asked == true) problems.Error("TRAIN667", "An evaluation after training is not offered yet.", "Leave --benchmark out, or turn it off.");
    }
}
