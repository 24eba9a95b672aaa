using System.CommandLine;
using System.Globalization;
using TrainApp.Reports;
using TrainApp.Runs;

namespace TrainApp.CommandLine;

/// <summary><c>runs</c>: all runs of the workspace.</summary>
internal sealed class RunsVerb : IVerb
{
    public Command Build(AppCommands commands) => commands.Verb("runs", "Lists the runs of the workspace. Example: runs --json", [], (context, _) =>
    {
        var now = context.Time.GetUtcNow();
        IReadOnlyList<RunListItem> runs = [.. RunRegistry.List(context.Workspace).Select(status => RunListItem.Of(status, now))];
        context.Output.Result(runs, ReportJson.Readable.IReadOnlyListRunListItem, () => Lines(runs, context.Workspace.Root));
        return Task.FromResult(ExitCodes.Done);
    });

    private static IEnumerable<string> Lines(IReadOnlyList<RunListItem> runs, string workspace) => runs.Count == 0
        ? [$"No runs in {workspace}."]
        : runs.Select(run => string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Run,6}  {run.State,-10}  {run.Started:yyyy-MM-dd HH:mm}  {run.DurationSeconds,8:F1} s  {run.Name}{RunText.Metrics(run.Metrics)}"));
}
