using TrainApp.Control;
using TrainApp.Formats;
using TrainApp.Gui.Service;

namespace TrainApp.Gui.Setup;

/// <summary>Starts the run that is set up. However often it is pressed, in one tab or in several, it is one start.</summary>
internal sealed class DraftStart(AppService service, Draft draft) : IDisposable
{
    private readonly Lock _gate = new();
    private Task<int?>? _start;
    private CancellationTokenSource? _cancellation;
    private (string Device, int Run)? _awaited;
    private (IReadOnlyList<Problem> Problems, (string Device, int Run)? Holder, int Version)? _refusal;

    /// <summary>Raised on any thread when one of the properties has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether a start is on its way.</summary>
    public bool IsStarting
    {
        get { lock (_gate) return _start is not null; }
    }

    /// <summary>The device that the start waits for, and the run that works on it.</summary>
    public (string Device, int Run)? Awaited
    {
        get { lock (_gate) return _awaited; }
    }

    /// <summary>Why the latest start was refused; empty when it was not, or when the request has changed since.</summary>
    public IReadOnlyList<Problem> Problems
    {
        get { lock (_gate) return _refusal is { } refusal && refusal.Version == draft.Version ? refusal.Problems : []; }
    }

    /// <summary>The run that the latest start was refused for.</summary>
    public (string Device, int Run)? Holder
    {
        get { lock (_gate) return _refusal is { } refusal && refusal.Version == draft.Version ? refusal.Holder : null; }
    }

    /// <summary>Starts, or joins the start that is on its way.</summary>
    /// <returns>Number of the run; null when the start was refused or called off.</returns>
    public Task<int?> StartAsync()
    {
        Task<int?> start;
        lock (_gate)
        {
            if (_start is not null) return _start;
            _refusal = null;
            _cancellation = new CancellationTokenSource();
            var (request, version, cancelled) = (draft.Request, draft.Version, _cancellation.Token);
            _start = start = Task.Run(() => StartAsync(request, version, cancelled), CancellationToken.None);
        }

        Changed?.Invoke();
        return start;
    }

    /// <summary>Calls a start off that waits.</summary>
    public void Cancel()
    {
        lock (_gate) _cancellation?.Cancel();
    }

    public void Dispose() => _cancellation?.Dispose();

    private async Task<int?> StartAsync(TrainRequest request, int version, CancellationToken cancelled)
    {
        try
        {
            return await service.StartAsync(request, Wait, cancelled);
        }
        catch (RefusedException e)
        {
            lock (_gate) _refusal = (e.Problems, e.Holder, version);
            return null;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            lock (_gate) _refusal = ([new Problem("start", Severity.Error, $"The run could not be started: {e.Message}")], null, version);
            return null;
        }
        finally
        {
            lock (_gate)
            {
                _cancellation?.Dispose();
                (_start, _cancellation, _awaited) = (null, null, null);
            }

            Changed?.Invoke();
        }
    }

    private void Wait((string Device, int Run) holder)
    {
        lock (_gate) _awaited = holder;
        Changed?.Invoke();
    }
}
