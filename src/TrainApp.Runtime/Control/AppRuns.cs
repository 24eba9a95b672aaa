using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.Control;

/// <summary>Runs of an app, started and found from code. Generated code calls it.</summary>
public static class AppRuns
{
    /// <summary>Checks a request, starts its run, and returns when the run's own process works on it. Warnings go to standard error.</summary>
    /// <param name="app">The app.</param>
    /// <param name="request">What is asked for; relative paths start at the current folder.</param>
    /// <param name="workspace">The workspace; without it the environment's, the app's, or the default.</param>
    /// <param name="cancellationToken">Calls the start off; a run that was made goes on.</param>
    /// <exception cref="WrongRequestException">The request is wrong; nothing was started.</exception>
    /// <exception cref="DeviceTakenException">Another run works on a device; nothing was started.</exception>
    /// <exception cref="InvalidOperationException">This process is a run's own, or the app's executable is not found.</exception>
    public static async Task<RunHandle> StartAsync(AppDescription app, TrainRequest request, string? workspace = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(request);
        if (WorkerProcess.IsThisOne)
            throw new InvalidOperationException($"This process was started to work on a run ('{WorkerProcess.Verb} --run …'), and Main starts another one. Let Main hand its arguments on first: if (args is [\"{WorkerProcess.Verb}\", ..]) return await TrainAppHost.RunAsync(args);");
        AppExecutable.Find(app.AssemblyName);
        EnvironmentFiles.Load();
        Message.ReadLevel();

        var place = Workspace.Locate(workspace, app.WorkDirectory);
        var actions = new RunActions(app, place, TimeProvider.System);
        try
        {
            var check = await actions.CheckAsync(request.WithFullPaths(), cancellationToken);
            var accepted = check.Require();
            foreach (var problem in check.Problems) Message.Say(MessageLevel.Warning, $"warning {problem.Id}: {problem.Message}");
            var run = await actions.StartAsync(accepted, _ => { }, cancellationToken);
            return new RunHandle(run.Folder, TimeProvider.System, run.Watch.WaitAsync());
        }
        catch (RefusedException refused) when (refused.Holder is { } holder)
        {
            throw new DeviceTakenException(holder.Device, holder.Run);
        }
        catch (RefusedException refused)
        {
            throw new WrongRequestException([.. refused.Problems.Where(problem => problem.Severity == Severity.Error).Select(RequestProblem.Of)]);
        }
    }

    /// <summary>Finds a run, whoever started it.</summary>
    /// <param name="app">The app.</param>
    /// <param name="run">Its number or name, or <c>latest</c>.</param>
    /// <param name="workspace">The workspace; without it the environment's, the app's, or the default.</param>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public static RunHandle Open(AppDescription app, string run, string? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(run);
        EnvironmentFiles.Load();
        var place = Workspace.Locate(workspace, app.WorkDirectory);
        return RunRegistry.Find(place, run) is { } status
            ? new RunHandle(status.Folder, TimeProvider.System, end: null)
            : throw new KeyNotFoundException($"There is no run '{run}' in {place.Root}.");
    }
}
