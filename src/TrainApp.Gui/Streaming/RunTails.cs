using TrainApp.Gui.Service;
using TrainApp.Runs;

namespace TrainApp.Gui.Streaming;

/// <summary>The runs that somebody follows, or looked at a short while ago.</summary>
internal sealed class RunTails(AppService service, RunFeed feed)
{
    private const int MostKept = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<(int Run, RunTail Tail)> _tails = [];

    /// <summary>The files of a run; null where there is no such run.</summary>
    public RunTail? Find(int run)
    {
        var folder = RunFolder.Numbered(service.Workspace, run);
        if (!Directory.Exists(folder.Directory)) return null;
        lock (_gate)
        {
            var tail = _tails.FirstOrDefault(kept => kept.Run == run).Tail ?? new RunTail(folder, feed, service.Time);
            _tails.Remove((run, tail));
            _tails.AddFirst((run, tail));
            // The history of a run is worth keeping for a reload, but not those of all runs ever looked at.
            for (var last = _tails.Last; _tails.Count > MostKept && last is not null;)
            {
                var before = last.Previous;
                if (!last.Value.Tail.IsFollowed && !ReferenceEquals(last, _tails.First)) _tails.Remove(last);
                last = before;
            }

            return tail;
        }
    }
}
