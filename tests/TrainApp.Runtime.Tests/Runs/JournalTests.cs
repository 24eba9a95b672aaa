using System.Text;
using CsCheck;
using TrainApp.Runs;

namespace TrainApp.Tests.Runs;

/// <summary>A journal keeps every record that was written whole, whatever happened to its end.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly Gen<string> s_reasons = Gen.String[0, 40];

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["journal.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_appended_is_read_again()
    {
        Gen.Select(Gen.Int[0, 7].Array[0, 12], s_reasons, Gen.Double).Sample((choices, reason, seconds) =>
        {
            System.IO.File.Delete(File);
            var journal = new RunJournal(File, TimeProvider.System);
            var written = new List<JournalRecord>();
            RunState? state = null;
            foreach (var choice in choices)
            {
                RunState[] next = state is { } from ? [.. Enum.GetValues<RunState>().Where(to => from.MayLeadTo(to))] : [RunState.Queued];
                if (choice == 7)
                {
                    written.Add(journal.Step("export-onnx", done: false, TimeSpan.FromSeconds(Math.Abs(seconds % 1000)), reason));
                }
                else
                {
                    state = next[choice % next.Length];
                    written.Add(journal.Enter(state.Value, reason));
                }
            }

            Assert.Equivalent(written, RunJournal.Read(File), strict: true);
        }, iter: 25, threads: 1);
    }

    [Fact]
    public void A_tail_torn_at_any_byte_is_dropped_and_written_over()
    {
        var journal = WriteFour();
        var whole = System.IO.File.ReadAllBytes(File);
        var lastRecord = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2);
        for (var length = 0; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var complete = whole[..length].Count(letter => letter == '\n');
            Assert.Equal(complete, RunJournal.Read(File).Count);

            // Each append waits for the disk: those into the last record will do.
            if (length < lastRecord) continue;
            var added = journal.Step("publish", done: true, TimeSpan.Zero);
            Assert.Equal(complete + 1, added.N);
            Assert.Equal(Enumerable.Range(1, complete + 1), RunJournal.Read(File).Select(record => record.N));
            Assert.Equal((byte)'\n', System.IO.File.ReadAllBytes(File)[^1]);
        }
    }

    [Fact]
    public void Garbage_behind_the_records_is_ignored()
    {
        WriteFour();
        var whole = System.IO.File.ReadAllBytes(File);
        Gen.Byte.Array[0, 200].Sample(garbage =>
        {
            System.IO.File.WriteAllBytes(File, [.. whole, .. garbage]);
            Assert.Equal(4, RunJournal.Read(File).Count);
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void A_damaged_byte_costs_no_record_before_it()
    {
        WriteFour();
        var whole = System.IO.File.ReadAllBytes(File);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] damaged = [.. whole];
            damaged[at] = value;
            System.IO.File.WriteAllBytes(File, damaged);
            var before = whole[..at].Count(letter => letter == '\n');
            Assert.True(RunJournal.Read(File).Count >= before);
            Assert.Equal(Enumerable.Range(1, before), RunJournal.Read(File).Take(before).Select(record => record.N));
        }, iter: 2000, threads: 1);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"n":5}""")]
    [InlineData("""{"n":6,"time":"2026-01-01T00:00:00Z","step":"publish"}""")]
    [InlineData("""{"n":4,"time":"2026-01-01T00:00:00Z","step":"publish"}""")]
    [InlineData("""{"n":5,"time":"yesterday","step":"publish"}""")]
    public void A_line_that_is_no_next_record_ends_the_reading(string line)
    {
        WriteFour();
        System.IO.File.AppendAllText(File, line + "\n" + """{"n":6,"time":"2026-01-01T00:00:00Z","state":"failed"}""" + "\n");
        Assert.Equal(4, RunJournal.Read(File).Count);
    }

    [Fact]
    public void A_step_that_the_states_do_not_allow_is_refused_and_not_written()
    {
        var journal = new RunJournal(File, TimeProvider.System);
        Assert.Throws<InvalidOperationException>(() => journal.Enter(RunState.Training));
        journal.Enter(RunState.Queued);
        var error = Assert.Throws<InvalidOperationException>(() => journal.Enter(RunState.Completed));
        Assert.Contains("from queued to completed", error.Message, StringComparison.Ordinal);
        Assert.Single(RunJournal.Read(File));
    }

    [Fact]
    public void A_line_is_a_line_whatever_the_reason_holds()
    {
        var journal = new RunJournal(File, TimeProvider.System);
        journal.Enter(RunState.Queued, "one\ntwo\r\n\u2028 \"three\" \0 é 项");
        Assert.Single(System.IO.File.ReadAllBytes(File), letter => letter == '\n');
        Assert.Equal("one\ntwo\r\n\u2028 \"three\" \0 é 项", RunJournal.Read(File)[0].Reason);
        Assert.Contains("é 项", System.IO.File.ReadAllText(File, Encoding.UTF8), StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_figures_are_null()
    {
        var journal = new RunJournal(File, TimeProvider.System);
        journal.Enter(RunState.Queued, result: new RunResult { Metrics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["mAP"] = null } });
        Assert.Contains("""{"mAP":null}""", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_not_there_is_empty() => Assert.Empty(RunJournal.Read(_folder["nowhere", "journal.jsonl"]));

    private RunJournal WriteFour()
    {
        var journal = new RunJournal(File, TimeProvider.System);
        foreach (var state in (RunState[])[RunState.Queued, RunState.Preparing, RunState.Training, RunState.Finalizing]) journal.Enter(state, "because é");
        return journal;
    }
}
