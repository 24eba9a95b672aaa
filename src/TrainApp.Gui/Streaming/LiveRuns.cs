using System.Runtime.CompilerServices;
using TrainApp.Gui.Service;
using TrainApp.Runs;

namespace TrainApp.Gui.Streaming;

/// <summary>The states of the newest runs of the workspace, looked at once a second by one reader for all who follow.</summary>
internal sealed class LiveRuns(AppService service)
{
    private const int RecentRuns = 100;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (long Length, RunView View)> _known = [];
    private DateTimeOffset _looked;

    /// <summary>Server-sent events: the state of every run that goes on, then every change.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<int, RunView>? shown = null;
        using var timer = new PeriodicTimer(s_interval, service.Time);
        do
        {
            var views = Look();
            var frame = new StreamFrame();
            foreach (var view in views)
            {
                if (shown is null ? !view.IsLive : IsSame(shown.GetValueOrDefault(view.Number), view)) continue;
                var since = shown?.GetValueOrDefault(view.Number)?.Status.Journal.Count ?? 0;
                frame.Add("state", cursor: null, writer => writer.WriteState(view, since, view.Status.Journal.Count));
            }

            yield return frame.Bytes.IsEmpty ? ": alive\n\n"u8.ToArray() : frame.Bytes;
            shown = views.ToDictionary(view => view.Number);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static bool IsSame(RunView? last, RunView view) => last is not null && last.State == view.State && last.Status.Journal.Count == view.Status.Journal.Count;

    private IReadOnlyList<RunView> Look()
    {
        lock (_gate)
        {
            var now = service.Time.GetUtcNow();
            if (now - _looked >= s_interval / 2 || now < _looked) Look(now);
            return [.. _known.Values.Select(known => known.View).OrderBy(view => view.Number)];
        }
    }

    private void Look(DateTimeOffset now)
    {
        _looked = now;
        var folders = RunFolder.All(service.Workspace).TakeLast(RecentRuns).ToList();
        foreach (var gone in _known.Keys.Except(folders.Select(folder => folder.Number)).ToList()) _known.Remove(gone);
        foreach (var folder in folders)
        {
            var journal = new FileInfo(folder.JournalFile);
            var length = journal.Exists ? journal.Length : 0;
            // A run that has ended stays as it is until its journal grows; one that goes on may die without a word.
            if (_known.TryGetValue(folder.Number, out var known) && known.Length == length && !known.View.IsLive) continue;
            _known[folder.Number] = (length, RunView.Read(folder, now));
        }
    }
}
