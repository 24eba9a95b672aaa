using System.CommandLine;
using TrainApp.Finalization;
using TrainApp.Reports;
using TrainApp.Runs;

namespace TrainApp.CommandLine;

/// <summary><c>export</c>: repeats an export of a run that has ended.</summary>
internal sealed class ExportVerb : IVerb
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _format = new("--format") { Description = "onnx or tensorrt.", HelpName = "F", Required = true };

    public ExportVerb() => _format.AcceptOnlyFromAmong("onnx", "tensorrt");

    public Command Build(AppCommands commands) => commands.Verb("export", "Repeats an export of a run. Example: export latest --format onnx", [_run, _format], RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var status = await RunArgument.FindAsync(context, _run, cancellationToken);
        var format = context.Parsed.GetValue(_format)!;
        using var signals = new HostSignals(context.Time, cancellationToken);
        return Say(context, await signals.WatchAsync(await context.Runs.ExportAsync(status, format, signals.Token)), format);
    }

    private static int Say(CommandContext context, RunStatus status, string format)
    {
        var step = Finalizer.ExportStepOf(format);
        if (status.Steps.FirstOrDefault(record => record.Step == step) is not { Outcome: "done" } || status.State == RunState.Failed)
        {
            var reason = status.Steps.FirstOrDefault(record => record.Step == step)?.Reason ?? status.Explanation?.Cause ?? "The export did not run.";
            context.Output.Error("export-failed", $"The export failed: {reason}", "The log of the run has the whole stack trace.");
            return status.State == RunState.Failed ? ExitCodes.Failed : status.State.ExitCode();
        }

        var report = ExportReport.Of(status.Folder, format);
        context.Output.Result(report, ReportJson.Readable.ExportReport, () => [report.File!, .. report.Checks.Select(check => $"{check.Name}: {check.Detail}")]);
        return ExitCodes.Done;
    }
}
