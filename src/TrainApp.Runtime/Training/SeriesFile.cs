using System.Text.Json;

namespace TrainApp.Training;

/// <summary>Which series a run has: one JSON line each, in <c>series.jsonl</c>.</summary>
internal static class SeriesFile
{
    private const string Name = "series.jsonl";

    /// <summary>The file of a run.</summary>
    public static string PathIn(string runDirectory) => Path.Combine(runDirectory, Name);

    /// <summary>The line of a series, with its line feed.</summary>
    public static byte[] Line(Series series) => [.. JsonSerializer.SerializeToUtf8Bytes(series, SeriesJson.Default.Series), (byte)'\n'];

    /// <summary>Reads the whole lines, and how long they are together; a line that a crash has cut or spoilt is left out.</summary>
    public static (List<Series> Series, long Length) Read(string runDirectory)
    {
        List<Series> series = [];
        ReadOnlySpan<byte> text = ReadBytes(PathIn(runDirectory));
        long length = text.LastIndexOf((byte)'\n') + 1;
        foreach (var range in text[..(int)length].Split((byte)'\n'))
        {
            if (Parse(text[range]) is { Id: > 0, Name: not null } one) series.Add(one);
        }

        return (series, length);
    }

    private static Series? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.IsEmpty ? null : JsonSerializer.Deserialize(line, SeriesJson.Default.Series);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
