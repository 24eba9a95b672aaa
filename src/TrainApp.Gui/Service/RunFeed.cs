using System.Collections.Concurrent;
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
        var watched = _runs.GetOrAdd(run, number => new Watched(RunFolder.Numbered(service.Workspace, number), service.Time));
        return watched.Add(changed);
    }

    /// <summary>One run and those who watch it.</summary>
    private sealed class Watched(RunFolder folder, TimeProvider time)
    {
        private readonly Lock _gate = new();
        private readonly List<Action<RunView>> _watchers = [];
        private readonly RunPace _pace = new();
        private RunView? _last;
        private bool _isLooking;

        public IDisposable Add(Action<RunView> watcher)
        {
            lock (_gate)
            {
                _watchers.Add(watcher);
                if (_watchers.Count == 1) _last = RunView.Read(folder, time.GetUtcNow(), _pace);
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
            using var timer = new PeriodicTimer(s_interval, time);
            while (await timer.WaitForNextTickAsync())
            {
                var view = RunView.Read(folder, time.GetUtcNow(), _pace);
                Action<RunView>[] watchers;
                lock (_gate)
                {
                    if (_watchers.Count == 0)
                    {
                        _isLooking = false;
                        return;
                    }

                    if (IsSame(view, _last)) continue;
                    _last = view;
                    watchers = [.. _watchers];
                }

                foreach (var watcher in watchers) watcher(view);
            }
        }

        private static bool IsSame(RunView view, RunView? last) => last is not null
            && view.State == last.State
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
