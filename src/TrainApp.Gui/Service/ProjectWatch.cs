using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Messages;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Requests;

namespace TrainApp.Gui.Service;

/// <summary>One project that somebody looks at: read in the background, and again when its folder has changed.</summary>
internal sealed class ProjectWatch : IDisposable
{
    /// <summary>How long what was seen counts as fresh: a page asks many times while it is drawn.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly AppDescription _app;
    private readonly Workspace _workspace;
    private readonly ReadingShelf _shelf;
    private readonly string? _given;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly ProjectRegistry _registry;
    private readonly CancellationTokenSource _ends = new();
    private readonly CancellationToken _stop;
    private ProjectFacts _facts = new();
    private Task _work = Task.CompletedTask;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _looked;
    private bool _mustRead = true;
    private int _readers;

    public ProjectWatch(AppDescription app, Workspace workspace, ReadingShelf shelf, string? given, TimeProvider time, Action changed)
    {
        (_app, _workspace, _shelf, _given, _time, _changed) = (app, workspace, shelf, given, time, changed);
        _registry = new ProjectRegistry(workspace.Root);
        _stop = _ends.Token;
    }

    /// <summary>Whether somebody waits for what it reads.</summary>
    public bool IsInUse
    {
        get { lock (_gate) return _readers > 0 || !_work.IsCompleted; }
    }

    public ProjectFacts Look()
    {
        lock (_gate)
        {
            if (_work.IsCompleted && (_mustRead || _time.GetElapsedTime(_looked) > s_fresh)) Begin();
            return _facts;
        }
    }

    public void LookAgain()
    {
        lock (_gate)
        {
            _mustRead = true;
            if (_work.IsCompleted) Begin();
        }
    }

    public async Task<ProjectFacts> ReadAsync(bool withCounts, CancellationToken cancellationToken)
    {
        lock (_gate) _readers++;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _stop.ThrowIfCancellationRequested();
                Task news, work;
                ProjectFacts facts;
                lock (_gate)
                {
                    facts = Look();
                    (news, work) = (_news.Task, _work);
                }

                if (facts.Error is not null || facts.Counts is not null || (!withCounts && facts.Reading is not null)) return facts;
                await Task.WhenAny(news, work).WaitAsync(cancellationToken);
            }
        }
        finally
        {
            lock (_gate) _readers--;
        }
    }

    public void Dispose()
    {
        _ends.Cancel();
        _ends.Dispose();
    }

    /// <summary>Called with the gate held.</summary>
    private void Begin()
    {
        var isAsked = _mustRead;
        _mustRead = false;
        _looked = _time.GetTimestamp();
        _work = Task.Run(() => WorkAsync(isAsked, _stop), CancellationToken.None);
    }

    private async Task WorkAsync(bool isAsked, CancellationToken stop)
    {
        try
        {
            var directory = await ProjectLocator.LocateAsync(_app, _workspace, _given, stop);
            if (isAsked) _shelf.Forget(directory);
            var reading = _shelf.Open(directory);
            var id = _facts.Id ?? _registry.FindAt(reading.Project.Directory)?.Id;
            var isSame = ReferenceEquals(reading, _facts.Reading) && CollectionsOf(id).SequenceEqual(_facts.Collections, StringComparer.Ordinal);
            if (isSame && _facts.Counts is not null) return;
            var facts = isSame ? _facts : Named(reading, id);
            Publish(facts);
            // The annotations are read for the fingerprint first, which leaves them in the machine's memory for the counts.
            if (await RegisterAsync(reading, stop) is { } number && number != facts.Id) Publish(facts = Named(reading, number));
            Publish(facts.With(ProjectCounts.Of(reading.Project, reading.Outline(stop))));
        }
        catch (ProjectException e)
        {
            Publish(new ProjectFacts { Directory = e.Path.Length > 0 ? e.Path : null, Error = e });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception e)
        {
            // Whoever waits must hear of it, whatever it is.
            if (e is not (IOException or UnauthorizedAccessException or ArgumentException)) Message.Say(MessageLevel.Error, $"The project '{_given}' cannot be read: {e}");
            Publish(new ProjectFacts { Error = new ProjectException($"The project cannot be read: {e.Message}", _given ?? "", innerException: e) });
        }
    }

    private ProjectFacts Named(ProjectReading reading, long? id)
    {
        var source = new SplitSource(reading.Project, id is { } number ? CollectionFolder.Of(_workspace, number) : null) { Reading = reading };
        return new ProjectFacts
        {
            Directory = reading.Project.Directory,
            Id = id,
            Reading = reading,
            Collections = CollectionsOf(id),
            DetectedSplit = _app.Options.SplitsSelector.Enabled ? SplitDetection.Detect(source, _app.Options.SplitsSelector.Methods) : new NoSplit(),
        };
    }

    private IReadOnlyList<string> CollectionsOf(long? id) => id is { } number ? CollectionFolder.Of(_workspace, number).Names() : [];

    /// <summary>A project that is looked at gets a number, by which its pictures have an address.</summary>
    private async Task<long?> RegisterAsync(ProjectReading reading, CancellationToken stop)
    {
        try
        {
            return await Task.Run(() => _registry.Register(reading.Project, reading.Fingerprint(stop), stop).Id, stop);
        }
        catch (ProjectException)
        {
            return null; // The workspace cannot be written to, or a file cannot be read: the check of a request says it.
        }
    }

    private void Publish(ProjectFacts facts)
    {
        TaskCompletionSource news;
        lock (_gate)
        {
            _facts = facts;
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        news.TrySetResult();
        _changed();
    }
}
