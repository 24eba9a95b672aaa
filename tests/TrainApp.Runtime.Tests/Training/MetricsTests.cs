using CsCheck;
using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

public sealed class MetricsTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_has_32_bytes_and_its_fields_have_their_places()
    {
        Span<byte> bytes = stackalloc byte[MetricRecord.Size];
        new MetricRecord(0x01020304, -2, 0x1122334455667788, 1.5, double.NaN).Write(bytes);

        Assert.Equal("04030201" + "FEFFFFFF" + "8877665544332211" + "000000000000F83F" + "000000000000F8FF", Convert.ToHexString(bytes));
    }

    [Fact]
    public void What_was_written_is_read_whatever_the_names_and_values()
    {
        var value = Gen.OneOf(Gen.Double, AnyOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -0.0));
        var point = Gen.Select(Gen.OneOf(Gen.String, AnyOf("loss", "a\nb", "\"", "\\", "\0", "päp/ß", "😀", "", " ")), Gen.Enum<MetricAxis>(), Gen.Int, Gen.Long, value);
        point.List[0, 40].Sample(
            points =>
            {
                using var folder = new RunFolder();
                Write(folder.Path, points);
                var page = MetricsReader.Read(folder.Path);
                var series = page.Series.ToDictionary(one => one.Id);
                return page.Records
                    .Select(one => (series[one.Series].Name, series[one.Series].Axis, one.Epoch, one.Step, BitConverter.DoubleToInt64Bits(one.Value)))
                    .SequenceEqual(points.Select(one => (Clean(one.Item1), one.Item2, one.Item3, one.Item4, BitConverter.DoubleToInt64Bits(one.Item5))));
            },
            iter: 100);

        // A half of a surrogate pair has no form in UTF-8.
        static string Clean(string name) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(name));
    }

    [Fact]
    public void A_metrics_file_cut_anywhere_keeps_its_whole_records_and_goes_on()
    {
        Write(_folder.Path, Points(4));
        var whole = File.ReadAllBytes(_folder["metrics.bin"]);
        Assert.Equal(4 * 32, whole.Length);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_folder["metrics.bin"], whole[..length]);
            Assert.Equal(Enumerable.Range(0, length / 32).Select(i => (double)i), Values(_folder.Path));

            Write(_folder.Path, [("name 1", MetricAxis.Step, 0, 0L, 77)]);
            Assert.Equal([.. Enumerable.Range(0, length / 32).Select(i => (double)i), 77], Values(_folder.Path));
        }
    }

    [Fact]
    public void A_series_file_cut_anywhere_loses_only_the_records_that_it_named_and_gives_no_id_twice()
    {
        Write(_folder.Path, Points(4));
        var series = File.ReadAllBytes(_folder["series.jsonl"]);
        var records = File.ReadAllBytes(_folder["metrics.bin"]);
        for (var length = 0; length <= series.Length; length++)
        {
            File.WriteAllBytes(_folder["series.jsonl"], series[..length]);
            File.WriteAllBytes(_folder["metrics.bin"], records);
            var named = series.AsSpan(0, length).Count((byte)'\n');
            Assert.Equal(Enumerable.Range(0, named).Select(i => (double)i), Values(_folder.Path));

            Write(_folder.Path, [("new", MetricAxis.Step, 0, 0L, 77)]);
            Assert.Equal([.. Enumerable.Range(0, named).Select(i => (double)i), 77], Values(_folder.Path));
            Assert.Equal("new", SeriesFile.Read(_folder.Path).Series[^1].Name);
        }
    }

    [Fact]
    public void A_spoilt_line_of_the_series_file_is_left_out()
    {
        Write(_folder.Path, Points(3));
        var lines = File.ReadAllLines(_folder["series.jsonl"]);
        lines[1] = "\0\0\0\0";
        File.WriteAllText(_folder["series.jsonl"], string.Join('\n', lines) + "\n\n{}\nnull\n");

        Assert.Equal([0, 2], Values(_folder.Path));
    }

    [Fact]
    public void A_run_without_metrics_has_none()
    {
        Assert.Empty(MetricsReader.Read(_folder.Path).Records);
        Assert.Empty(MetricsReader.Read(_folder["missing"]).Series);
        Assert.Empty(MetricsReader.ReadLast(_folder.Path));
        Assert.Empty(MetricsReader.Read(_folder.Path, since: 5).Records);
    }

    [Fact]
    public void Reading_goes_on_where_it_ended()
    {
        Write(_folder.Path, Points(10));
        var first = MetricsReader.Read(_folder.Path, limit: 4);
        var second = MetricsReader.Read(_folder.Path, since: first.Next);
        Write(_folder.Path, [("late", MetricAxis.Step, 0, 0L, 77)]);
        var third = MetricsReader.Read(_folder.Path, since: second.Next);

        Assert.Equal([0, 1, 2, 3], first.Records.Select(one => one.Value));
        Assert.Equal([4, 5, 6, 7, 8, 9], second.Records.Select(one => one.Value));
        Assert.Equal([77], third.Records.Select(one => one.Value));
        Assert.Equal(11, third.Next);
    }

    [Fact]
    public void The_last_value_of_each_of_12_000_series_is_found()
    {
        var points = Enumerable.Range(0, 36_000).Select(i => ($"metric {i % 12_000}", MetricAxis.Epoch, i / 12_000, 0L, (double)i)).ToList();
        Write(_folder.Path, points);
        var last = MetricsReader.ReadLast(_folder.Path);

        Assert.Equal(12_000, last.Count);
        Assert.All(last, one => Assert.Equal(24_000 + int.Parse(one.Key.Name[7..], System.Globalization.CultureInfo.InvariantCulture), one.Value.Value));
    }

    [Fact]
    public void A_name_stands_for_one_series_per_axis()
    {
        Write(_folder.Path, [("loss", MetricAxis.Step, 0, 1L, 1), ("loss", MetricAxis.Epoch, 0, 1L, 2), ("loss", MetricAxis.Step, 0, 2L, 3)]);

        Assert.Equal([("loss", MetricAxis.Step), ("loss", MetricAxis.Epoch)], MetricsReader.Read(_folder.Path).Series.Select(one => (one.Name, one.Axis)));
        Assert.Contains("\"axis\":\"epoch\"", File.ReadAllText(_folder["series.jsonl"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("series.jsonl")]
    [InlineData("metrics.bin")]
    public void What_could_not_be_written_is_written_once_it_can(string blocked)
    {
        using var writer = new MetricsWriter(_folder.Path);
        Directory.CreateDirectory(_folder[blocked]);
        for (var i = 0; i < 5000; i++) Assert.True(writer.Add($"name {i}", MetricAxis.Step, 0, i, 0, i));
        Assert.ThrowsAny<SystemException>(writer.Flush);
        Assert.ThrowsAny<SystemException>(writer.Flush);
        Assert.False(File.Exists(_folder["metrics.bin"]));

        Directory.Delete(_folder[blocked]);
        writer.Flush();
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (double)i), Values(_folder.Path));
    }

    [Fact]
    public void A_buffer_that_nobody_can_write_refuses_whole_records_and_stays_whole()
    {
        Directory.CreateDirectory(_folder["metrics.bin"]);
        using var writer = new MetricsWriter(_folder.Path);
        var kept = Enumerable.Range(0, 300_000).Count(i => writer.Add("a", MetricAxis.Step, 0, i, 0, i));
        Directory.Delete(_folder["metrics.bin"]);
        writer.Flush();
        writer.Add("a", MetricAxis.Step, 0, 0, 0, -1);
        writer.Flush();

        Assert.InRange(kept, 100_000, 299_999);
        Assert.Equal([.. Enumerable.Range(0, kept).Select(i => (double)i), -1], Values(_folder.Path));
    }

    [Fact]
    public async Task A_reader_beside_the_writer_never_sees_half_a_record()
    {
        using var done = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            using var writer = new MetricsWriter(_folder.Path);
            for (var i = 0; i < 20_000; i++)
            {
                writer.Add($"name {i % 50}", MetricAxis.Step, i, i, i, i);
                if (i % 7 == 0) writer.Flush();
            }

            writer.Flush();
            done.Cancel();
        }, TestContext.Current.CancellationToken);
        long next = 0;
        List<double> values = [];
        while (true)
        {
            var last = done.IsCancellationRequested;
            var page = MetricsReader.Read(_folder.Path, next);
            next = page.Next;
            values.AddRange(page.Records.Select(one => one.Value));
            if (last) break;
        }

        await writing;
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (double)i), values);
    }

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static List<(string, MetricAxis, int, long, double)> Points(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ($"name {i}", MetricAxis.Step, 0, (long)i, (double)i))];

    private static IEnumerable<double> Values(string folder) => MetricsReader.Read(folder).Records.Select(one => one.Value);

    private static void Write(string folder, List<(string Name, MetricAxis Axis, int Epoch, long Step, double Value)> points)
    {
        using var writer = new MetricsWriter(folder);
        foreach (var point in points) Assert.True(writer.Add(point.Name, point.Axis, point.Epoch, point.Step, 1.25, point.Value));
        writer.Flush();
    }
}
