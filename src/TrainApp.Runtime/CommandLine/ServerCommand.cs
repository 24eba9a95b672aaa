using System.Globalization;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Reports;
using TrainApp.Runs;

namespace TrainApp.CommandLine;

/// <summary>Serves until a signal comes: the address on standard output, a browser at it, and at the end what goes on.</summary>
internal sealed class ServerCommand(ServerOptions options, Func<AppDescription, ServerSettings, CancellationToken, Task<int>> serve, bool hasPage)
{
    private const int RecentRuns = 50;

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var settings = options.Read(context, problems) with { HasPage = hasPage, Started = address => Announce(context, address) };
        context.Output.Problems(problems);
        if (problems.Exists(problem => problem.Severity == Severity.Error)) return ExitCodes.WrongRequest;
        try
        {
            var exitCode = await serve(context.App, settings, cancellationToken);
            SayWhatGoesOn(context);
            return exitCode;
        }
        catch (ServerStartException e)
        {
            context.Output.Error(e.Code, e.Message, e.Hint);
            return e.Code == ServerStartException.PortTaken ? ExitCodes.Refused : ExitCodes.WrongRequest;
        }
    }

    private void Announce(CommandContext context, ServedAddress address)
    {
        context.Output.Result(
            new ServerReport(address.SignIn.AbsoluteUri, address.Plain.Port, hasPage, context.Workspace.Root),
            ReportJson.Readable.ServerReport,
            () => [$"{context.App.FrameworkName}: {address.SignIn.AbsoluteUri}"]);
        if (hasPage && options.OpensBrowser(context.Parsed) && !context.Output.IsJson) BrowserStart.Try(address);
    }

    private static void SayWhatGoesOn(CommandContext context)
    {
        var live = RunFolder.All(context.Workspace).TakeLast(RecentRuns)
            .Where(folder => !RunStatus.Read(folder).State.IsFinal())
            .Select(folder => folder.Number.ToString(CultureInfo.InvariantCulture))
            .ToList();
        if (live is [var run]) CommandOutput.Note($"Run {run} goes on. Serve again to watch it; 'stop {run}' ends it.");
        else if (live.Count > 1) CommandOutput.Note($"The runs {string.Join(", ", live)} go on. Serve again to watch them; 'stop RUN' ends one.");
    }
}
