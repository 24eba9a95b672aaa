using System.Diagnostics;
using TrainApp.Findings;
using TrainApp.Gui.Service;
using TrainApp.Messages;
using TrainApp.Requests;

namespace TrainApp.Gui.Setup;

/// <summary>
/// What a look at everything that the run would need has found, for all tabs. While somebody watches, it is taken again after
/// a change, as long as that is cheap.
/// </summary>
internal sealed class DraftPreflight(AppService service, Draft draft) : WatchedPart, IDisposable
{
    private const int FewImages = 2000;

    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(700), s_cheap = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private CancellationTokenSource _looking = new();
    private TimeSpan _cost;
    private (IReadOnlyList<Finding> Findings, int Version, bool IsLooking) _state = ([], -1, false);

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get { lock (_gate) return _state.Findings; }
    }

    /// <summary>Whether the findings are of the request as it stands.</summary>
    public bool IsCurrent
    {
        get { lock (_gate) return _state.Version == draft.Version; }
    }

    /// <summary>Whether a look is going on.</summary>
    public bool IsLooking
    {
        get { lock (_gate) return _state.IsLooking; }
    }

    /// <summary>Looks now.</summary>
    public Task LookAsync() => LookAsync(TimeSpan.Zero);

    public void Dispose() => _looking.Dispose();

    private protected override void Join(bool isFirst)
    {
        if (isFirst) draft.Changed += Follow;
        Follow();
    }

    private protected override void Rest() => draft.Changed -= Follow;

    private void Follow()
    {
        var (verdict, images) = (draft.Verdict, draft.Resolved?.Project.Images.Count);
        lock (_gate)
        {
            if (!IsWatched || verdict.HasErrors || verdict.Version != draft.Version || _state.Version == draft.Version || images is null or > FewImages || _cost > s_cheap) return;
        }

        _ = LookAsync(s_rest);
    }

    private async Task LookAsync(TimeSpan rest)
    {
        CancellationToken cancelled;
        var (request, version) = (draft.Request, draft.Version);
        lock (_gate)
        {
            _looking.Cancel();
            _looking.Dispose();
            _looking = new CancellationTokenSource();
            cancelled = _looking.Token;
        }

        try
        {
            await Task.Delay(rest, service.Time, cancelled);
            Show(_state with { IsLooking = true }, cancelled);
            var watch = Stopwatch.StartNew();
            var findings = await FindAsync(request, cancelled);
            _cost = watch.Elapsed;
            Show((findings, version, false), cancelled);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // A later look takes its place.
        }
    }

    /// <summary>A look that fails is a finding, and not the end of looking.</summary>
    private async Task<IReadOnlyList<Finding>> FindAsync(TrainRequest request, CancellationToken cancelled)
    {
        try
        {
            return await service.LookAsync(request, cancelled);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancelled.IsCancellationRequested)
        {
            Message.Say(MessageLevel.Error, $"The check of the run failed: {e}");
            return [new(Finding.Error, "unexpected", $"The check cannot be done: {e.Message}")];
        }
    }

    private void Show((IReadOnlyList<Finding> Findings, int Version, bool IsLooking) state, CancellationToken cancelled)
    {
        lock (_gate)
        {
            cancelled.ThrowIfCancellationRequested();
            _state = state;
        }

        Announce();
    }
}
