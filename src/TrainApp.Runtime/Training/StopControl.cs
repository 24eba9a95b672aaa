namespace TrainApp.Training;

/// <summary>
/// Knows whether the run was asked to stop, and when the stop is due: after the current step (the token is cancelled at
/// once and the next <see cref="StopPoint.Step"/> throws), or at the end of the epoch.
/// </summary>
internal sealed class StopControl : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private volatile bool _afterEpoch;
    private volatile bool _requested;

    /// <summary>What the user's method receives.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether a stop was asked for, due or not.</summary>
    public bool IsRequested => _requested;

    /// <summary>Whether the stop is due: now, not at the end of the epoch.</summary>
    public bool IsDue => _source.IsCancellationRequested;

    /// <summary>Asks for a stop after the current step.</summary>
    public void StopAfterStep()
    {
        _requested = true;
        Cancel();
    }

    /// <summary>Asks for a stop at the end of the epoch.</summary>
    public void StopAfterEpoch()
    {
        _requested = true;
        _afterEpoch = true;
    }

    /// <summary>Called by the logger at every point where a run may end.</summary>
    /// <exception cref="OperationCanceledException">The stop is due.</exception>
    public void Check(StopPoint point)
    {
        if (_afterEpoch && point == StopPoint.Epoch) Cancel();
        _source.Token.ThrowIfCancellationRequested();
    }

    public void Dispose() => _source.Dispose();

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (AggregateException e)
        {
            // Something that the app registered on the token failed; the stop stands.
            Console.Error.WriteLine(e);
        }
    }
}
