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
        if (problems.Count > 0)
        {
            context.Output.Problems(problems);
            return ExitCodes.WrongRequest;
        }

        context.Workspace.Create();
        var checker = new RequestChecker(context.App, context.Workspace);
        var accepted = await checker.CheckAsync(request, cancellationToken);
        context.Output.Problems(checker.Problems);
        if (accepted is null) return ExitCodes.WrongRequest;

        var started = await RunStart.StartAsync(context.App, context.Workspace, accepted, context.Time, cancellationToken);
        if (started.Run is not { } run)
        {
            var holder = started.Holder!.Value;
            context.Output.Error(
                "device-taken",
                string.Create(CultureInfo.InvariantCulture, $"Run {holder.Run} works on the device '{holder.Device}'."),
                "Wait for it (--wait), stop it (stop RUN), or allow several runs on the device (--share-device).");
            return ExitCodes.Refused;
        }

        using (run.Process)
        using (new HostSignals(run.Folder, run.Process.Id, context))
        {
            await using var view = RunProgressView.Start(run.Folder, context.Time);
            var status = await run.Watch.WaitAsync(cancellationToken);
            await view.DisposeAsync();
            var report = RunReport.OfTrain(status, context.Time.GetUtcNow());
            context.Output.Result(report, ReportJson.Readable.RunReport, () => RunText.Lines(report));
            return status.State.ExitCode();
        }
    }
}
