using System.CommandLine;
using System.Globalization;
using TrainApp.Finalization;
using TrainApp.Formats;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>retry</c>: finishes a run that has trained and was not published whole.</summary>
internal sealed class RetryVerb : IVerb
{
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string?> _step = new("--step") { Description = "A step after training that is repeated though it is done; of the exports this one alone.", HelpName = "S" };

    public Command Build(AppCommands commands) => commands.Verb(
        "retry", "Finishes a run: publishes what is missing, repeats what failed. Example: retry latest", [_run, _step], RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (await RunArgument.FindAsync(context, _run, cancellationToken) is not { } status) return ExitCodes.WrongRequest;
        var step = context.Parsed.GetValue(_step);
        if (!IsKnown(context, step)) return ExitCodes.WrongRequest;
        if (!RunRetry.HasEnded(context, status)) return ExitCodes.Refused;
        if (!HasSomething(context, status.Folder)) return ExitCodes.WrongRequest;
        if (step is null && IsWhole(status))
        {
            CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"Nothing is left to do for run {status.Folder.Number}."));
        }
        else
        {
            if (await RunRetry.RunAsync(context, status, step, cancellationToken) is not { } ended) return ExitCodes.Refused;
            status = ended;
        }

        _ = RunArgument.Show(context, status);
        return status.State.ExitCode();
    }

    private static bool IsKnown(CommandContext context, string? step)
    {
        if (step is null) return true;
        if (!Finalizer.StepNames.Contains(step))
        {
            context.Output.Error("command-line", $"There is no step '{step}'.{NearestName.Suggest(step, Finalizer.StepNames)}", $"The steps are: {string.Join(", ", Finalizer.StepNames)}.");
            return false;
        }

        var format = Finalizer.FormatOf(step);
        if (format is null || (format == "onnx" ? context.App.ExportOnnx : context.App.ExportTensorRt) is not null) return true;
        context.Output.Error("TRAIN615", $"The app has no method for the export '{format}'.");
        return false;
    }

    /// <summary>Whether training left anything that could be published; if not, the error says what can be done.</summary>
    private static bool HasSomething(CommandContext context, RunFolder folder)
    {
        if (File.Exists(folder.ExperimentFile) || (folder.ReadRecord() is not null && KeptCheckpoints.Find(folder).Count > 0)) return true;
        context.Output.Error(
            "no-checkpoint",
            string.Create(CultureInfo.InvariantCulture, $"Run {folder.Number} ended before it had saved a checkpoint; there is nothing to finish."),
            File.Exists(folder.AppStateFile) ? $"Start it anew: train --app-state {folder.AppStateFile}" : "Start it anew.");
        return false;
    }

    private static bool IsWhole(RunStatus status) =>
        status.State is RunState.Completed or RunState.Stopped && status.Folder.ReadPublished() is not null && !status.FailedSteps.Any();
}
