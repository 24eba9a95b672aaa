using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

public sealed class TensorBoardTests : IDisposable
{
    private readonly RunFolder _folder = new();

    private string EventFile => Assert.Single(Directory.GetFiles(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scalars_are_written_byte_for_byte_as_TensorBoard_writes_them()
    {
        var reference = EventFileReader.Read(Assert.Single(Directory.GetFiles(SharedFiles.Require("expected", "tfevents", "ref"))));
        var scalars = reference.Where(one => one.Value is not null).ToList();
        Assert.Equal(reference.Count - 2, scalars.Count);
        using (var writer = new TensorBoardWriter(_folder.Path, reference[0].WallTime))
        {
            foreach (var one in scalars) Assert.True(writer.Add(one.Tag!, one.Step, one.WallTime, one.Value!.Value));
            writer.Flush();
        }

        var ours = EventFileReader.Read(EventFile);
        Assert.Equal(reference[..^1].Select(one => Convert.ToHexString(one.Message)), ours.Select(one => Convert.ToHexString(one.Message)));
    }

    [Theory]
    [InlineData("ref_flip_data", "wrong check of a message")]
    [InlineData("ref_flip_len", "wrong check of a length")]
    [InlineData("ref_truncated", "cut in a message")]
    public void The_reader_of_these_tests_rejects_damage(string name, string reason)
    {
        var file = Assert.Single(Directory.GetFiles(SharedFiles.Require("expected", "tfevents", name)));

        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => EventFileReader.Read(file)).Message);
    }

    [Fact]
    public void Any_flipped_bit_of_our_files_is_noticed()
    {
        Write([("loss", 3, 0.5)]);
        var bytes = File.ReadAllBytes(EventFile);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => EventFileReader.Read(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(2, EventFileReader.Read(bytes).Count);
    }

    [Fact]
    public void What_was_written_is_read_whatever_the_tags_and_values()
    {
        Gen.Select(Gen.String, Gen.Long, Gen.Double).List[0, 30].Sample(
            points =>
            {
                using var folder = new RunFolder();
                using (var writer = new TensorBoardWriter(folder.Path, 1.5))
                {
                    foreach (var (tag, step, value) in points) writer.Add(tag, step, 1234.75, value);
                    writer.Flush();
                }

                var events = EventFileReader.Read(Directory.GetFiles(folder.Path).Single());
                return events[0].FileVersion == "brain.Event:2" && events.Skip(1).Select(one => (one.Step, one.WallTime, one.Value)).SequenceEqual(
                    points.Select(one => (one.Item2, 1234.75, (float?)one.Item3)));
            },
            iter: 100);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_kept()
    {
        Write([("a", 1, double.NaN), ("b", 1, double.PositiveInfinity), ("c", 1, double.NegativeInfinity), ("d", 1, 1e300), ("e", 1, -0.0)]);

        Assert.Equal(
            [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, -0.0f],
            EventFileReader.Read(EventFile).Skip(1).Select(one => one.Value!.Value));
    }

    [Fact]
    public async Task Values_of_steps_go_by_step_and_values_of_epochs_by_epoch()
    {
        var time = new ManualTime();
        var logger = new TrainLogger([new TensorBoardSink(_folder.Path)], time, _ => { }, Assert.Fail);
        logger.TrainStarted(1);
        logger.EpochStarted(5);
        time.Pass(TimeSpan.FromMilliseconds(250));
        logger.StepFinished(metrics: new() { ["loss"] = 1, ["lr"] = 2 });
        logger.StepFinished(step: 40, metrics: new() { ["loss"] = 3 });
        logger.Log(new() { ["extra"] = 4 }, step: 7);
        logger.Sampled(new() { ["system/cpu_percent"] = 50 });
        logger.EpochFinished(5, new() { ["mAP"] = 5, ["loss"] = 6 });
        logger.TrainFinished();
        await logger.DisposeAsync();

        var events = EventFileReader.Read(EventFile);
        Assert.Equal(
            [("loss", 1, 1f), ("lr", 1, 2), ("loss", 40, 3), ("extra", 7, 4), ("mAP", 5, 5), ("loss_epoch", 5, 6)],
            events.Skip(1).Select(one => (one.Tag!, one.Step, one.Value!.Value)));
        Assert.Equal(0.25, events[1].WallTime - events[0].WallTime);
    }

    [Fact]
    public void A_name_that_epochs_used_first_is_marked_for_steps()
    {
        using (var sink = new TensorBoardSink(_folder.Path))
        {
            sink.Write(Event(TrainLoggerEventKind.EpochFinished));
            sink.Write(Event(TrainLoggerEventKind.StepFinished));
            sink.Write(Event(TrainLoggerEventKind.EpochFinished));
            sink.Flush();
        }

        Assert.Equal(["loss", "loss_step", "loss"], EventFileReader.Read(EventFile).Skip(1).Select(one => one.Tag));

        static TrainLoggerEvent Event(TrainLoggerEventKind kind) => new() { Kind = kind, Epoch = 0, Step = 0, WallTime = 0, Metrics = [new("loss", 1)] };
    }

    [Fact]
    public void Files_are_named_as_TensorBoard_expects_and_never_share_a_name()
    {
        for (var i = 0; i < 3; i++)
        {
            using var writer = new TensorBoardWriter(_folder["logs"], 1795434204.9);
            writer.Flush();
        }

        var names = Directory.GetFiles(_folder["logs"]).Select(Path.GetFileName).ToList();
        Assert.Equal(3, names.Count);
        Assert.All(names, name => Assert.Matches($@"^events\.out\.tfevents\.1795434204\.{Regex.Escape(Environment.MachineName)}\.{Environment.ProcessId}\.\d+$", name));
    }

    [Fact]
    public void A_large_file_keeps_its_frames_through_the_buffer()
    {
        var points = Enumerable.Range(0, 20_000).Select(i => (string.Create(CultureInfo.InvariantCulture, $"metric {i % 12_000}"), (long)i, (double)i)).ToList();
        Write(points);

        Assert.Equal(points.Select(one => (one.Item1, one.Item2, (float)one.Item3)), EventFileReader.Read(EventFile).Skip(1).Select(one => (one.Tag!, one.Step, one.Value!.Value)));
    }

    private void Write(List<(string Tag, long Step, double Value)> points)
    {
        using var writer = new TensorBoardWriter(_folder.Path, 1.5);
        foreach (var (tag, step, value) in points)
        {
            Assert.True(writer.Add(tag, step, 2.5, value));
            if (writer.IsFull) writer.Flush();
        }

        writer.Flush();
    }
}
