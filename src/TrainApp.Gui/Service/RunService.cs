using System.Collections.Concurrent;
using System.Text.Json;
using TrainApp.Control;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Reports;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp.Gui.Service;

/// <summary>
/// The runs of the workspace: list, start, stop, retry, trash. A method that refuses throws <see cref="RefusedException"/>, whose
/// problems say why in the words of the command line.
/// </summary>
internal sealed class RunService(AppDescription app, Workspace workspace, TimeProvider time)
{
    private readonly RunActions _actions = new(app, workspace, time);
    private readonly ConcurrentDictionary<string, bool> _starting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, Task<RunStatus>> _watched = [];
    private readonly ConcurrentDictionary<int, (long Length, DateTime Written, RunListItem Item)> _ended = [];

    /// <summary>Every run, oldest first. Of a run that has ended nothing is read again as long as its journal stays as it was.</summary>
    public IReadOnlyList<RunListItem> List()
    {
        var now = time.GetUtcNow();
        var folders = RunFolder.All(workspace);
        var items = new RunListItem[folders.Count];
        Parallel.For(0, folders.Count, i => items[i] = ReadItem(folders[i], now));
        return items;
    }

    /// <summary>A run; one whose process died without a word is explained now.</summary>
    /// <param name="run">Its number or name, or <c>latest</c>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<RunStatus> FindAsync(string run, CancellationToken cancellationToken)
    {
        var status = _actions.Find(run);
        // Of a worker that was started here the watch knows how it ended; it has the last word.
        if (status.IsAbandoned && _watched.TryGetValue(status.Folder.Number, out var end)) return await end.WaitAsync(cancellationToken);
        return await _actions.CloseAbandonedAsync(status, cancellationToken);
    }

    /// <summary>What <c>show</c> says of a run.</summary>
    public RunReport Report(RunStatus status) => RunReport.OfShow(status, time.GetUtcNow());

    /// <summary>Checks a request against project, models, options and devices; starts nothing.</summary>
    public Task<RequestCheck> CheckAsync(TrainRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => _actions.CheckAsync(request, cancellationToken), cancellationToken);

    /// <summary>
    /// Starts a run and returns when its process works on it. Of two equal requests at once, such as a double click, the second is
    /// refused even where the device would be free for it.
    /// </summary>
    /// <param name="request">What is asked for, with full paths.</param>
    /// <param name="waiting">Told once that the start waits for a device, and for which run.</param>
    /// <param name="cancellationToken">Calls the start off; a run that was made goes on.</param>
    public async Task<RunStatus> StartAsync(TrainRequest request, Action<(string Device, int Run)> waiting, CancellationToken cancellationToken)
    {
        var key = JsonSerializer.Serialize(request, RunJson.Lines.TrainRequest);
        if (!_starting.TryAdd(key, true)) throw new RefusedException(Refusal.Busy, "starting", "A run with the same settings is being started already.", "Wait until it shows.");
        try
        {
            var check = await CheckAsync(request, cancellationToken);
            var run = await _actions.StartAsync(check.Require(), waiting, cancellationToken);
            Watch(run);
            return RunStatus.Read(run.Folder);
        }
        finally
        {
            _starting.TryRemove(key, out _);
        }
    }

    /// <summary>Asks a run to stop. It returns at once, but for <see cref="StopMoment.Now"/>, which waits until the processes are gone.</summary>
    public async Task<RunStatus> StopAsync(string run, StopMoment moment, CancellationToken cancellationToken)
    {
        var status = await FindAsync(run, cancellationToken);
        if (moment == StopMoment.Now) return await _actions.StopAsync(status, moment, cancellationToken);
        _actions.AskToStop(status, moment);
        return RunStatus.Read(status.Folder);
    }

    /// <summary>Starts to finish a run, and returns when its process works on it; a run to which nothing is left to do stays as it is.</summary>
    /// <param name="run">Its number or name, or <c>latest</c>.</param>
    /// <param name="step">A step that is repeated though it is done; null for none.</param>
    /// <param name="cancellationToken">Calls the start off.</param>
    public async Task<RunStatus> RetryAsync(string run, string? step, CancellationToken cancellationToken)
    {
        var status = await FindAsync(run, cancellationToken);
        if (await _actions.RetryAsync(status, step, cancellationToken) is not { } started) return status;
        Watch(started);
        return RunStatus.Read(status.Folder);
    }

    /// <summary>Moves a run's folder to the trash; what it published stays, and its number is never used again.</summary>
    /// <returns>The run, and where its folder lies now.</returns>
    public async Task<(int Run, string Folder)> TrashAsync(string run, CancellationToken cancellationToken)
    {
        var status = await FindAsync(run, cancellationToken);
        await _actions.TrashAsync(status, cancellationToken);
        return (status.Folder.Number, RunNumbers.TrashPathOf(workspace, status.Folder.Number));
    }

    /// <summary>Waits for the end of a run that was started here.</summary>
    public async Task<RunStatus> WaitAsync(RunStatus status, CancellationToken cancellationToken)
    {
        if (_watched.TryGetValue(status.Folder.Number, out var end)) return await end.WaitAsync(cancellationToken);
        return RunStatus.Read(status.Folder);
    }

    private RunListItem ReadItem(RunFolder folder, DateTimeOffset now)
    {
        var journal = new FileInfo(folder.JournalFile);
        var (length, written) = journal.Exists ? (journal.Length, journal.LastWriteTimeUtc) : (-1, default);
        if (_ended.TryGetValue(folder.Number, out var known) && (known.Length, known.Written) == (length, written)) return known.Item;
        var status = RunStatus.Read(folder);
        var item = RunListItem.Of(status, now);
        if (status.JournalState is { } state && state.IsFinal()) _ended[folder.Number] = (length, written, item);
        return item;
    }

    /// <summary>This process started the worker, so it is the one that learns how it ended, and explains it.</summary>
    private void Watch(StartedRun run)
    {
        var end = run.Watch.WaitAsync();
        _watched[run.Folder.Number] = end;
        _ = ForgetAsync(run, end);
    }

    private async Task ForgetAsync(StartedRun run, Task<RunStatus> end)
    {
        try
        {
            await end;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Message.Say(MessageLevel.Error, $"The end of run {run.Folder.Directory} cannot be written down: {e.Message}");
        }
        finally
        {
            _watched.TryRemove(new KeyValuePair<int, Task<RunStatus>>(run.Folder.Number, end));
            run.Process.Dispose();
        }
    }
}
