using System.CommandLine;
using System.Globalization;
using TrainApp.Finalization;
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
        if (await RunArgument.FindAsync(context, _run, cancellationToken) is not { } status) return ExitCodes.WrongRequest;
        var format = context.Parsed.GetValue(_format)!;
        if (!RunRetry.HasEnded(context, status)) return ExitCodes.Refused;
        if (ExperimentRecord.Read(status.Folder.ExperimentFile)?.BestCheckpoint is null)
        {
            context.Output.Error("no-checkpoint", string.Create(CultureInfo.InvariantCulture, $"Run {status.Folder.Number} has no checkpoint to export."));
            return ExitCodes.WrongRequest;
        }

        if ((format == "onnx" ? context.App.ExportOnnx : context.App.ExportTensorRt) is null)
        {
            context.Output.Error("TRAIN615", $"The app has no method for the export '{format}'.");
            return ExitCodes.WrongRequest;
        }

        return await RunRetry.RunAsync(context, status, Finalizer.ExportStepOf(format), cancellationToken) is { } ended ? Say(context, ended, format) : ExitCodes.Refused;
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

        var key = format == "onnx" ? "ONNXRuntime" : "TensorRT";
        var experiment = ExperimentRecord.Read(status.Folder.ExperimentFile)!;
        var file = Path.Combine(status.Folder.ReadPublished()!, experiment.Exports[key]);
        var checks = experiment.ExportChecks.GetValueOrDefault(key) ?? [];
        var report = new ExportReport(
            file,
            new FileInfo(file).Length,
            checks.Max(check => check.MaxAbsoluteError),
            checks.Max(check => check.MaxRelativeError),
            [.. checks.Select(check => new ExportCheckReport(check.Name, check.Ok, check.Detail))]);
        context.Output.Result(report, ReportJson.Readable.ExportReport, () => [file, .. checks.Select(check => $"{check.Name}: {check.Detail}")]);
        return ExitCodes.Done;
    }
}
