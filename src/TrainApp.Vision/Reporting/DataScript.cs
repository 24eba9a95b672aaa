using System.Text.Json;

namespace TrainApp.Vision.Reporting;

/// <summary>Scripts that assign one JSON value: pages that are opened from disk may load scripts but not data.</summary>
internal static class DataScript
{
    /// <summary>The figures of an evaluation or a comparison.</summary>
    public const string ReportFile = "data.js";

    /// <summary>What is known of the experiment.</summary>
    public const string ExperimentFile = "experiment.js";

    /// <summary>What <see cref="ReportFile"/> assigns.</summary>
    public const string ReportTarget = "trainAppReport";

    /// <summary>Whether a file is a script that assigns that.</summary>
    public static bool Assigns(string path, string target)
    {
        Span<byte> wanted = System.Text.Encoding.UTF8.GetBytes(StartOf(target));
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> found = new byte[wanted.Length];
        return stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.SequenceEqual(wanted);
    }

    /// <summary>Writes a script.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">What is assigned, such as <c>trainAppReport</c>.</param>
    /// <param name="write">Writes the value. Its encoder leaves no character that means something in HTML or a script.</param>
    public static void Write(string path, string target, Action<Utf8JsonWriter> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        Write(stream, target, write);
    }

    /// <summary>A script's bytes.</summary>
    public static byte[] Bytes(string target, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        Write(stream, target, write);
        return stream.ToArray();
    }

    private static void Write(Stream stream, string target, Action<Utf8JsonWriter> write)
    {
        stream.Write(System.Text.Encoding.UTF8.GetBytes(StartOf(target)));
        using (var json = new Utf8JsonWriter(stream)) write(json);
        stream.Write(";\n"u8);
    }

    private static string StartOf(string target) => $"globalThis.{target} = ";
}
