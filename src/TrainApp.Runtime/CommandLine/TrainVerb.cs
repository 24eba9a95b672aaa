using System.CommandLine;
using System.Globalization;
using TrainApp.Formats;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.CommandLine;

/// <summary><c>train</c>: one run, to the end.</summary>
internal sealed class TrainVerb : IVerb
{
    private readonly TrainOptions _options = new();

    public Command Build(AppCommands commands) => commands.Verb(
        "train",
        "Trains a model: one run, to the end. Example: train --project lemons --set optimizer.lr=0.001 --split random:80",
        _options.All,
        RunAsync);

    private async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var request = _options.Read(context.Parsed, problems);
        request = request with { AppState = request.AppState ?? context.AppState };
        if (problems.Count > 0)
        {
            context.Output.Problems(problems);
            return ExitCodes.WrongRequest;
        }

        using var signals = new HostSignals(context.Time, cancellationToken);
        try
        {
            return await RunAsync(context, request, signals);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            context.Output.Error("stopped", "Stopped before a run was made.");
            return ExitCodes.Stopped;
        }
    }

    private static async Task<int> RunAsync(CommandContext context, TrainRequest request, HostSignals signals)
    {
        if (!MakeWorkspace(context)) return ExitCodes.WrongRequest;
        var checker = new RequestChecker(context.App, context.Workspace);
        var accepted = await checker.CheckAsync(request, signals.Token);
        context.Output.Problems(checker.Problems);
        foreach (var note in checker.Notes) CommandOutput.Note(note);
        if (accepted is null) return ExitCodes.WrongRequest;

        var started = await RunStart.StartAsync(context.App, context.Workspace, accepted, context.Time, SayWaiting, signals.Token);
        if (started.Run is not { } run)
        {
            var holder = started.Holder!.Value;
            context.Output.Error(
                "device-taken",
                string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on the device '{holder.Device}'."),
                "Wait for it (--wait), stop it (stop RUN), or allow several runs on the device (--share-device).");
            return ExitCodes.Refused;
        }

        using var process = run.Process;
        signals.Follow(run.Folder, process.Id);
        await using var view = RunProgressView.Start(run.Folder, context.Time);
        var status = await run.Watch.WaitAsync();
        await view.DisposeAsync();
        var report = RunReport.OfTrain(status, context.Time.GetUtcNow());
        context.Output.Result(report, ReportJson.Readable.RunReport, () => RunText.Lines(report));
        return status.State.ExitCode();
    }

    private static void SayWaiting((string Device, int Run) holder) =>
        CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"Waiting for run {holder.Run} on the device '{holder.Device}'."));

    private static bool MakeWorkspace(CommandContext context)
    {
        try
        {
            context.Workspace.Create();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Output.Error("workspace", $"The workspace '{context.Workspace.Root}' cannot be made: {e.Message}", "Choose another folder: --workspace DIR.");
            return false;
        }
    }
}
