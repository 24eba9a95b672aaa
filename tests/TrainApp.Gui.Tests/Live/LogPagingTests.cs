using System.Text;
using TrainApp.Gui.Streaming;

namespace TrainApp.Gui.Tests.Live;

public sealed class LogPagingTests : IDisposable
{
    private static readonly string[] s_pieces =
    [
        "epoch 1", "\n", "\r\n", "\r", "\n\n", "<b>bold</b><script>alert(1)</script>", "äöü€😀", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\t", "Error: no", "warning: so so", new string('x', 700),
    ];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"trainapp-log-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Pages_of_any_size_give_every_line_once_in_its_order(int seed)
    {
        var random = new Random(seed);
        var bytes = Noise(random, 4_000);
        File.WriteAllBytes(_file, bytes);
        var expected = LinesOf(bytes);
        foreach (var size in (int[])[1, 7, 1_000, 5_000])
        {
            List<LogLine> found = [];
            long? before = null;
            do
            {
                var page = LogReader.Read(_file, new LogQuery(before, null, size, LineLevel.Debug, ""), isComplete: true, CancellationToken.None);
                Assert.InRange(page.Lines.Count, 1, size);
                found.InsertRange(0, page.Lines);
                before = page.Start;
            }
            while (before > 0);
            Assert.Equal(expected.Select(line => (line.At, line.Text)), found.Select(line => (line.At, line.Text)));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Bytes_in_pieces_of_any_size_give_the_same_lines(int seed)
    {
        var random = new Random(seed);
        var bytes = Noise(random, 1_500);
        var expected = LinesOf(bytes);
        var splitter = new LineSplitter(0);
        var text = new LineText();
        List<(long, string)> found = [];
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - at, random.Next(1, 300));
            ReadOnlySpan<byte> piece = bytes.AsSpan(at, length);
            while (splitter.Advance(ref piece)) Add();
            at += length;
        }

        if (bytes[^1] != '\n') Add();
        Assert.Equal(expected.Select(line => (line.At, line.Text)), found);

        void Add()
        {
            text.Read(splitter.Line, splitter.LeftOut > 0);
            found.Add((splitter.At, text.ToString(splitter.LeftOut)));
        }
    }

    [Fact]
    public void A_log_that_goes_on_ends_with_its_last_whole_line()
    {
        File.WriteAllText(_file, "one\ntwo\nthr");
        Assert.Equal(["one", "two"], Read(isComplete: false).Lines.Select(line => line.Text));
        Assert.Equal(8, Read(isComplete: false).End);
        Assert.Equal(["one", "two", "thr"], Read(isComplete: true).Lines.Select(line => line.Text));
    }

    [Fact]
    public void A_progress_bar_is_its_last_state()
    {
        File.WriteAllText(_file, "a\r 10%|#   |\r 50%|##  |\r100%|####|\nnext\r\n");
        Assert.Equal(["100%|####|", "next"], Read(isComplete: true).Lines.Select(line => line.Text));
    }

    [Fact]
    public void Of_a_line_of_a_megabyte_the_beginning_is_shown()
    {
        File.WriteAllText(_file, $"first\n{new string('ä', 1 << 20)}\nlast\n");
        var lines = Read(isComplete: true).Lines;
        Assert.Equal(3, lines.Count);
        Assert.StartsWith("ääää", lines[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("… (2,080,768 more bytes in the file)", lines[1].Text, StringComparison.Ordinal);
        Assert.Equal("last", lines[2].Text);
    }

    [Fact]
    public void Bad_bytes_and_orders_to_a_terminal_do_no_harm()
    {
        File.WriteAllBytes(_file, [.. "a"u8, 0xFF, 0xC3, .. "b \x1b[1;31mred\x1b[0m \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x07\n"u8]);
        Assert.Equal("a\uFFFD\uFFFDb red link", Assert.Single(Read(isComplete: true).Lines).Text);
    }

    [Theory]
    [InlineData("error", "debug")]
    [InlineData("", "warning")]
    [InlineData("SO", "warning")]
    [InlineData("nowhere", "debug")]
    public void A_search_finds_what_reading_every_line_finds(string words, string leastLevel)
    {
        var level = LineLevels.Parse(leastLevel)!.Value;
        var bytes = Noise(new Random(7), 6_000);
        File.WriteAllBytes(_file, bytes);
        var wanted = LinesOf(bytes).Where(line => line.Text.Contains(words, StringComparison.OrdinalIgnoreCase) && LineLevels.Of(line.Text) >= level).ToList();
        var first = LogReader.Read(_file, new LogQuery(null, null, 10, level, words), isComplete: true, CancellationToken.None);
        Assert.Equal(wanted.Count, first.Matches);
        List<LogLine> found = [.. first.Lines];
        for (var start = first.Start; start > 0;)
        {
            var page = LogReader.Read(_file, new LogQuery(start, null, 10, level, words), isComplete: true, CancellationToken.None);
            found.InsertRange(0, page.Lines);
            start = page.Start;
        }

        Assert.Equal(wanted.Select(line => line.At), found.Select(line => line.At));
    }

    [Fact]
    public void A_page_after_a_place_reads_towards_the_end()
    {
        File.WriteAllText(_file, string.Concat(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"line {i:D3}\n"))));
        var page = LogReader.Read(_file, new LogQuery(null, 90, 3, LineLevel.Debug, ""), isComplete: true, CancellationToken.None);
        Assert.Equal(["line 010", "line 011", "line 012"], page.Lines.Select(line => line.Text));
        Assert.Equal(117, page.End);
    }

    private LogPage Read(bool isComplete) => LogReader.Read(_file, new LogQuery(null, null, 100, LineLevel.Debug, ""), isComplete, CancellationToken.None);

    private static byte[] Noise(Random random, int pieces)
    {
        using var bytes = new MemoryStream();
        for (var i = 0; i < pieces; i++)
        {
            if (random.Next(20) == 0) bytes.WriteByte((byte)random.Next(128, 256));
            bytes.Write(Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
            if (random.Next(3) == 0) bytes.WriteByte((byte)'\n');
        }

        return bytes.ToArray();
    }

    /// <summary>The lines as somebody finds them who reads the whole file at once.</summary>
    private static List<(long At, string Text)> LinesOf(byte[] bytes)
    {
        List<(long, string)> lines = [];
        var text = new LineText();
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var line = bytes.AsSpan(start, (end < 0 ? bytes.Length : end) - start).TrimEnd((byte)'\r');
            line = line[(line.LastIndexOf((byte)'\r') + 1)..];
            text.Read(line[..Math.Min(line.Length, LineSplitter.LongestLine)], line.Length > LineSplitter.LongestLine);
            lines.Add((start, text.ToString(Math.Max(0, line.Length - LineSplitter.LongestLine))));
            start = end < 0 ? bytes.Length : end + 1;
        }

        return lines;
    }
}
