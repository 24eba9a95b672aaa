using System.CommandLine;
using System.Globalization;
using TrainApp.Formats;
using TrainApp.Reports;
using TrainApp.Runs;

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
        var check = await context.Runs.CheckAsync(request, signals.Token);
        context.Output.Problems(check.Problems);
        foreach (var note in check.Notes) CommandOutput.Note(note);
        if (check.Accepted is not { } accepted) return ExitCodes.WrongRequest;

        var run = await context.Runs.StartAsync(accepted, SayWaiting, signals.Token);
        await using var view = RunProgressView.Start(run.Folder, context.Time);
        var status = await signals.WatchAsync(run);
        await view.DisposeAsync();
        var report = RunReport.OfTrain(status, context.Time.GetUtcNow());
        context.Output.Result(report, ReportJson.Readable.RunReport, () => RunText.Lines(report));
        return status.State.ExitCode();
    }

    private static void SayWaiting((string Device, int Run) holder) =>
        CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"Waiting for run {holder.Run} on the device '{holder.Device}'."));
}
