using System.CommandLine;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary>The argument <c>RUN</c>: a number, a name, or <c>latest</c>.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("RUN") { Description = "A run's number or name, or 'latest'." };

    /// <summary>Finds the run; a run whose worker died without a word is explained now. Null when there is none: the error is said.</summary>
    public static async Task<RunStatus?> FindAsync(CommandContext context, Argument<string> argument, CancellationToken cancellationToken)
    {
        var word = context.Parsed.GetValue(argument)!;
        if (RunRegistry.Find(context.Workspace, word) is not { } status)
        {
            context.Output.Error("unknown-run", $"There is no run '{word}' in {context.Workspace.Root}.", "The runs verb lists them.");
            return null;
        }

        return status.IsAbandoned
            ? await AbandonedRun.CloseAsync(status.Folder, exitCode: null, killedForMemory: false, context.Time, cancellationToken)
            : status;
    }

    /// <summary>Says how a run stands.</summary>
    public static int Show(CommandContext context, RunStatus status)
    {
        var report = RunReport.OfShow(status, context.Time.GetUtcNow());
        context.Output.Result(report, ReportJson.Readable.RunReport, () => RunText.Lines(report));
        return ExitCodes.Done;
    }
}
