using System.Text.Json;
using TrainApp.Gui.Service;
using TrainApp.Runs;
using TrainApp.Training;

namespace TrainApp.Gui.Streaming;

/// <summary>
/// What the stream and the pages of the log say, in JSON. A value that is NaN or infinite is null, as JSON has no word for it; how
/// many there are is told beside it.
/// </summary>
internal static class LiveJson
{
    private static readonly string[] s_levels = ["debug", "info", "warning", "error"];

    /// <summary>A run's state and what the journal says from one record to another.</summary>
    public static void WriteState(this Utf8JsonWriter writer, RunView view, int since, int until)
    {
        writer.WriteStartObject();
        writer.WriteNumber("run", view.Number);
        writer.WriteString("state", view.State.Name());
        writer.WriteStartArray("records");
        foreach (var record in view.Status.Journal.Take(until).Skip(since)) JsonSerializer.Serialize(writer, record, RunJson.Lines.JournalRecord);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>How far training is.</summary>
    public static void WriteProgress(this Utf8JsonWriter writer, RunView view)
    {
        writer.WriteStartObject();
        writer.WriteNumber("run", view.Number);
        writer.WriteString("state", view.State.Name());
        if (view.Progress is { } progress)
        {
            writer.WriteOptional("epoch", progress.Epoch);
            writer.WriteNumber("epochsFinished", progress.EpochsFinished);
            writer.WriteOptional("totalEpochs", progress.TotalEpochs);
            writer.WriteNumber("step", progress.Step);
            writer.WriteOptional("totalSteps", progress.TotalSteps);
            writer.WriteNumber("globalStep", progress.GlobalStep);
            if (progress.Preparing is { } preparing)
            {
                writer.WriteStartObject("preparing");
                writer.WriteString("what", preparing.What);
                writer.WriteNumber("bytes", preparing.Bytes);
                writer.WriteOptional("totalBytes", preparing.TotalBytes);
                writer.WriteEndObject();
            }
        }

        if (view.Share is { } share) writer.WriteNumber("share", Math.Round(share, 4));
        if (view.TimeLeft is { } left)
        {
            writer.WriteNumber("secondsLeft", Math.Round(left.TotalSeconds, 1));
            writer.WriteString("ends", view.Now + left);
        }

        writer.WriteEndObject();
    }

    /// <summary>Values that follow each other in the file, by series.</summary>
    public static void WriteMetrics(this Utf8JsonWriter writer, MetricsPage page)
    {
        var names = page.Series.DistinctBy(series => series.Id).ToDictionary(series => series.Id);
        writer.WriteStartObject();
        writer.WriteStartArray("series");
        foreach (var group in page.Records.GroupBy(record => record.Series))
        {
            writer.WriteStartObject();
            writer.WriteSeries(names[group.Key]);
            writer.WritePoints([.. group.Select(record => new MetricPoint(new MetricPlace(0, record.Step, record.Epoch, record.WallTime), record.Value))]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The course of every series.</summary>
    public static void WriteHistory(this Utf8JsonWriter writer, int run, IReadOnlyList<(Series Series, MetricBuckets Values)> all, long next, int mostSeries)
    {
        writer.WriteStartObject();
        writer.WriteNumber("run", run);
        writer.WriteNumber("records", next);
        writer.WriteNumber("seriesLeftOut", Math.Max(0, all.Count - mostSeries));
        writer.WriteStartArray("series");
        List<MetricPoint> points = [];
        foreach (var (series, values) in all.Take(mostSeries))
        {
            points.Clear();
            foreach (var bucket in values.Buckets)
            {
                var (first, second) = bucket.Points();
                points.Add(first);
                if (second is { } other) points.Add(other);
            }

            // The newest value is the last point, though it is neither the least nor the most of its bucket.
            if (points.Count > 0 && points[^1].Place.Record != values.Last.Place.Record) points.Add(values.Last);
            writer.WriteStartObject();
            writer.WriteSeries(series);
            writer.WriteNumber("count", values.Count);
            writer.WriteNumber("notFinite", values.NotFinite);
            writer.WritePoints(points);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Lines as arrays of place, level and text.</summary>
    public static void WriteLines(this Utf8JsonWriter writer, IReadOnlyList<LogLine> lines)
    {
        writer.WriteStartArray("lines");
        foreach (var line in lines)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(line.At);
            writer.WriteStringValue(s_levels[(int)line.Level]);
            writer.WriteStringValue(line.Text);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>A page of a log.</summary>
    public static void WritePage(this Utf8JsonWriter writer, int run, LogPage page)
    {
        writer.WriteStartObject();
        writer.WriteNumber("run", run);
        writer.WriteNumber("start", page.Start);
        writer.WriteNumber("end", page.End);
        writer.WriteOptional("matches", page.Matches);
        if (page.Matches is not null) writer.WriteBoolean("countedAll", page.CountedFrom == 0);
        writer.WriteLines(page.Lines);
        writer.WriteEndObject();
    }

    public static void WriteOptional(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } known) writer.WriteNumber(name, known);
    }

    private static void WriteSeries(this Utf8JsonWriter writer, Series series)
    {
        writer.WriteNumber("id", series.Id);
        writer.WriteString("name", series.Name);
        writer.WriteString("axis", series.Axis switch { MetricAxis.Epoch => "epoch", MetricAxis.Time => "time", _ => "step" });
    }

    private static void WritePoints(this Utf8JsonWriter writer, IReadOnlyList<MetricPoint> points)
    {
        writer.WriteStartArray("step");
        foreach (var point in points) writer.WriteNumberValue(point.Place.Step);
        writer.WriteEndArray();
        writer.WriteStartArray("epoch");
        foreach (var point in points) writer.WriteNumberValue(point.Place.Epoch);
        writer.WriteEndArray();
        writer.WriteStartArray("time");
        foreach (var point in points) writer.WriteNumberValue(double.IsFinite(point.Place.Time) ? Math.Round(point.Place.Time, 3) : 0);
        writer.WriteEndArray();
        writer.WriteStartArray("value");
        foreach (var point in points)
        {
            if (double.IsFinite(point.Value)) writer.WriteNumberValue(point.Value);
            else writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }
}
