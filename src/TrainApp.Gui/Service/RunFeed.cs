using System.Collections.Concurrent;
using System.Globalization;
using TrainApp.Control;
using TrainApp.Messages;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>Looks at runs while somebody watches them: one look for all watchers of a run, a few times a second.</summary>
internal sealed class RunFeed(AppService service)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<int, Watched> _runs = [];

    /// <summary>Tells what is new of a run until the result is disposed of; the first view comes at once.</summary>
    /// <param name="run">Number of the run, which exists.</param>
    /// <param name="changed">Called on any thread when state, steps, progress or the published files have changed.</param>
    public IDisposable Watch(int run, Action<RunView> changed)
    {
        var watched = _runs.GetOrAdd(run, number => new Watched(service, RunFolder.Numbered(service.Workspace, number)));
        return watched.Add(changed);
    }

    /// <summary>One run and those who watch it.</summary>
    private sealed class Watched(AppService service, RunFolder folder)
    {
        /// <summary>Another worker may hold the run by now, and for long.</summary>
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

        private readonly Lock _gate = new();
        private readonly List<Action<RunView>> _watchers = [];
        private readonly RunPace _pace = new();
        private RunView? _last;
        private int _closedAt = -1;
        private bool _isLooking;
        private bool _isWell = true;

        public IDisposable Add(Action<RunView> watcher)
        {
            lock (_gate)
            {
                if (_watchers.Count == 0) _last = Read();
                _watchers.Add(watcher);
                if (!_isLooking)
                {
                    _isLooking = true;
                    _ = LookAsync();
                }
            }

            watcher(_last!);
            return new Subscription(this, watcher);
        }

        private void Remove(Action<RunView> watcher)
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }

        private async Task LookAsync()
        {
            using var timer = new PeriodicTimer(s_interval, service.Time);
            while (await timer.WaitForNextTickAsync())
            {
                lock (_gate)
                {
                    if (_watchers.Count == 0)
                    {
                        _isLooking = false;
                        return;
                    }
                }

                try
                {
                    await LookOnceAsync();
                    _isWell = true;
                }
                catch (Exception e)
                {
                    // The folder may be on its way to the trash; the next look tells more.
                    if (_isWell && e is not (IOException or UnauthorizedAccessException)) Message.Say(MessageLevel.Error, string.Create(CultureInfo.InvariantCulture, $"Run {folder.Number} cannot be looked at: {e}"));
                    _isWell = false;
                }
            }
        }

        private async Task LookOnceAsync()
        {
            var view = Read();
            if (view.Status.IsAbandoned && !view.IsGone && _closedAt != view.Status.Journal.Count)
            {
                _closedAt = view.Status.Journal.Count;
                await CloseAsync();
                view = Read();
            }

            Action<RunView>[] watchers;
            lock (_gate)
            {
                if (IsSame(view, _last)) return;
                _last = view;
                watchers = [.. _watchers];
            }

            foreach (var watcher in watchers) watcher(view);
        }

        /// <summary>The worker died without a word, so whoever looks writes down how the run ended.</summary>
        private async Task CloseAsync()
        {
            using var limit = new CancellationTokenSource(s_patience, service.Time);
            try
            {
                await service.Runs.FindAsync(folder.Number.ToString(CultureInfo.InvariantCulture), limit.Token);
            }
            catch (Exception e) when (e is RefusedException or OperationCanceledException)
            {
                // It is in the trash by now, or another worker goes on with it.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Message.Say(MessageLevel.Error, $"The end of run {folder.Directory} cannot be written down: {e.Message}");
            }
        }

        private RunView Read() => RunView.Read(folder, service.Time.GetUtcNow(), _pace);

        private static bool IsSame(RunView view, RunView? last) => last is not null
            && view.State == last.State
            && view.IsGone == last.IsGone
            && view.Status.Record is null == last.Status.Record is null
            && view.Status.Journal.Count == last.Status.Journal.Count
            && view.Progress?.Updated == last.Progress?.Updated
            && view.Progress?.Preparing == last.Progress?.Preparing;

        private sealed class Subscription(Watched run, Action<RunView> watcher) : IDisposable
        {
            private int _isDisposed;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isDisposed, 1) == 0) run.Remove(watcher);
            }
        }
    }
}
