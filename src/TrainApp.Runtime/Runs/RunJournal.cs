using System.Text.Json;
using TrainApp.Messages;
using TrainApp.Platform;

namespace TrainApp.Runs;

/// <summary>
/// The append-only list of a run's transitions, a JSON document per line. A record counts once it is on disk; a torn
/// last line is dropped on reading and cut off before the next record is written.
/// </summary>
internal sealed class RunJournal(string path, TimeProvider time)
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>Reads every whole record.</summary>
    public static IReadOnlyList<JournalRecord> Read(string path)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = new byte[stream.Length];
            bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [];
        }

        return Replay(bytes).Records;
    }

    /// <summary>Appends a transition and returns when it is on disk.</summary>
    /// <exception cref="InvalidOperationException">The state machine has no such edge.</exception>
    public JournalRecord Enter(
        RunState state, string? reason = null, RunExplanation? explanation = null, RunResult? result = null, TimeSpan? worked = null)
    {
        return Append((records, record) =>
        {
            var last = records.Select(r => RunStates.Parse(r.State)).LastOrDefault(s => s is not null);
            var legal = last is { } from ? from.MayLeadTo(state) : state == RunState.Queued;
            if (!legal) throw new InvalidOperationException($"A run does not go from {last?.Name() ?? "nothing"} to {state.Name()}.");
            return record with
            {
                State = state.Name(),
                Reason = reason,
                Explanation = explanation,
                Result = result,
                Seconds = worked is { } time ? Math.Round(time.TotalSeconds, 3) : null,
                Attempt = state == RunState.Finalizing ? records.Count(earlier => earlier.State == state.Name()) + 1 : null,
            };
        });
    }

    /// <summary>Appends what became of a finalization step.</summary>
    public JournalRecord Step(string name, bool done, TimeSpan duration, string? reason = null, long? bytes = null) => Append((_, record) => record with
    {
        Step = name,
        Outcome = done ? "done" : "failed",
        Seconds = Math.Round(duration.TotalSeconds, 3),
        Bytes = bytes,
        Reason = reason,
    });

    private JournalRecord Append(Func<IReadOnlyList<JournalRecord>, JournalRecord, JournalRecord> complete)
    {
        var isNew = !File.Exists(path);
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var (records, whole) = Replay(bytes);
        var record = complete(records, new JournalRecord { N = records.Count + 1, Time = time.GetUtcNow() });
        stream.SetLength(whole);
        stream.Position = whole;
        var line = JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Lines.JournalRecord);
        stream.Write([.. line, LineEnd]);
        stream.Flush(flushToDisk: true);
        Message.Debug($"journal {record.N}: {record.State ?? record.Step} {record.Outcome} {record.Seconds} {record.Reason}");
        if (isNew) DurableDirectory.Flush(Path.GetDirectoryName(path)!);
        return record;
    }

    /// <summary>The records up to the first one that is not whole, and how many bytes they take.</summary>
    private static (IReadOnlyList<JournalRecord> Records, long Whole) Replay(ReadOnlySpan<byte> bytes)
    {
        var records = new List<JournalRecord>();
        var at = 0;
        while (bytes[at..].IndexOf(LineEnd) is var length and >= 0)
        {
            if (Parse(bytes.Slice(at, length)) is not { } record || record.N != records.Count + 1) break;
            records.Add(record);
            at += length + 1;
        }

        return (records, at);
    }

    private static JournalRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RunJson.Lines.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
