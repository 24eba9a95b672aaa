using System.Globalization;

namespace TrainApp.Gui.Streaming;

/// <summary>How far somebody has read a run: what <c>id:</c> of an event says and <c>Last-Event-ID</c> brings back.</summary>
/// <param name="Journal">Records of the journal.</param>
/// <param name="Metrics">Records of the metrics.</param>
/// <param name="Log">Bytes of the log; the start of a line.</param>
internal readonly record struct StreamCursor(int Journal, long Metrics, long Log)
{
    /// <summary>Reads the text of a cursor; null for a text that is none.</summary>
    public static StreamCursor? Parse(string? text)
    {
        return text?.Split('.') is [var journal, var metrics, var log]
            && int.TryParse(journal, NumberStyles.None, CultureInfo.InvariantCulture, out var records)
            && long.TryParse(metrics, NumberStyles.None, CultureInfo.InvariantCulture, out var values)
            && long.TryParse(log, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new StreamCursor(records, values, bytes)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Journal}.{Metrics}.{Log}");
}
