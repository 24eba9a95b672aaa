namespace TrainApp.Gui.Setup;

/// <summary>Something that works only while somebody watches it, and tells all who do.</summary>
internal abstract class WatchedPart
{
    private readonly Lock _gate = new();

    /// <summary>Held while somebody comes or goes, so that the end of one watch never undoes the beginning of the next. Outside every other gate.</summary>
    private readonly Lock _turn = new();

    private int _watchers;
    private Action? _changed;

    private protected bool IsWatched
    {
        get { lock (_gate) return _watchers > 0; }
    }

    /// <summary>Takes part until the result is disposed of.</summary>
    /// <param name="changed">Called on any thread after a change.</param>
    public IDisposable Watch(Action changed)
    {
        lock (_turn)
        {
            bool isFirst;
            lock (_gate)
            {
                isFirst = _watchers++ == 0;
                _changed += changed;
            }

            Join(isFirst);
        }

        return new Watcher(this, changed);
    }

    private protected void Announce() => _changed?.Invoke();

    /// <summary>Somebody watches now.</summary>
    private protected abstract void Join(bool isFirst);

    /// <summary>Nobody watches any more.</summary>
    private protected abstract void Rest();

    private void Leave(Action changed)
    {
        lock (_turn)
        {
            lock (_gate)
            {
                _changed -= changed;
                if (--_watchers > 0) return;
            }

            Rest();
        }
    }

    private sealed class Watcher(WatchedPart part, Action changed) : IDisposable
    {
        private Action? _changed = changed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _changed, null) is { } left) part.Leave(left);
        }
    }
}
