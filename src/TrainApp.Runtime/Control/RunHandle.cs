using System.Runtime.CompilerServices;
using TrainApp.Control;
using TrainApp.Runs;
using TrainApp.Workers;

namespace TrainApp;

/// <summary>A run, seen from code: its events, its end, and a way to stop it. The run goes on without anybody who looks at it.</summary>
public sealed class RunHandle
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly RunFolder _folder;
    private readonly TimeProvider _time;
    private readonly Task<RunStatus>? _end;

    /// <param name="folder">The run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="end">The end of its process, where this process started it.</param>
    internal RunHandle(RunFolder folder, TimeProvider time, Task<RunStatus>? end)
    {
        _folder = folder;
        _time = time;
        _end = end;
    }

    /// <summary>Number of the run.</summary>
    public int Number => _folder.Number;

    /// <summary>The run's folder.</summary>
    public string Directory => _folder.Directory;

    /// <summary>
    /// Everything that happens in the run, from its beginning on, whenever this is called; <see cref="RunEnded"/> comes last. Each call
    /// is a watch of its own.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch, not the run.</param>
    public async IAsyncEnumerable<RunEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = new RunEventReader(_folder);
        while (true)
        {
            var end = await FindEndAsync(cancellationToken);
            foreach (var found in reader.Read(end is not null)) yield return found;
            if (end is not null)
            {
                yield return new RunEnded(RunOutcome.Of(end, _time.GetUtcNow()));
                yield break;
            }

            await Task.Delay(s_interval, _time, cancellationToken);
        }
    }

    /// <summary>Waits for the end of the run.</summary>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    public async Task<RunOutcome> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (_end is not null) return RunOutcome.Of(await _end.WaitAsync(cancellationToken), _time.GetUtcNow());
        while (true)
        {
            if (await FindEndAsync(cancellationToken) is { } end) return RunOutcome.Of(end, _time.GetUtcNow());
            await Task.Delay(s_interval, _time, cancellationToken);
        }
    }

    /// <summary>Asks the run to stop; its best checkpoint so far is published. Wait for the end with <see cref="WaitAsync"/>.</summary>
    /// <param name="afterEpoch">Whether it may finish its epoch first.</param>
    /// <returns>False when the run has ended already.</returns>
    public bool Stop(bool afterEpoch = false)
    {
        if (RunStatus.Read(_folder).State.IsFinal()) return false;
        StopControlFile.Write(_folder, afterEpoch ? StopControlFile.AfterEpoch : StopControlFile.AfterStep, _time);
        return true;
    }

    /// <summary>How the run ended; null as long as it goes on. A run whose process died without a word is explained now.</summary>
    private async Task<RunStatus?> FindEndAsync(CancellationToken cancellationToken)
    {
        if (_end is not null) return _end.IsCompleted ? await _end : null;
        var status = RunStatus.Read(_folder);
        if (!status.State.IsFinal()) return null;
        return status.IsAbandoned ? await AbandonedRun.CloseAsync(_folder, exitCode: null, killedForMemory: false, _time, cancellationToken) : status;
    }
}
