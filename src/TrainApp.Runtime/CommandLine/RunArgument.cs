using System.CommandLine;
using TrainApp.Reports;
using TrainApp.Runs;

namespace TrainApp.CommandLine;

/// <summary>The argument <c>RUN</c>: a number, a name, or <c>latest</c>.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("RUN") { Description = "A run's number or name, or 'latest'." };

    /// <summary>Finds the run; a run whose worker died without a word is explained now.</summary>
    public static Task<RunStatus> FindAsync(CommandContext context, Argument<string> argument, CancellationToken cancellationToken) =>
        context.Runs.FindAsync(context.Parsed.GetValue(argument)!, cancellationToken);

    /// <summary>Says how a run stands.</summary>
    public static int Show(CommandContext context, RunStatus status)
    {
        var report = RunReport.OfShow(status, context.Time.GetUtcNow());
        context.Output.Result(report, ReportJson.Readable.RunReport, () => RunText.Lines(report));
        return ExitCodes.Done;
    }
}
