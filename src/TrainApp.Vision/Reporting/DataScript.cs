using System.Text.Json;

namespace TrainApp.Vision.Reporting;

/// <summary>A script that assigns one JSON value: pages that are opened from disk may load scripts but not data.</summary>
internal sealed class DataScript : IDisposable
{
    /// <summary>The figures of an evaluation or a comparison.</summary>
    public const string ReportFile = "data.js";

    /// <summary>What is known of the experiment.</summary>
    public const string ExperimentFile = "experiment.js";

    private readonly string _path;
    private readonly string _beside;
    private readonly FileStream _stream;

    /// <summary>Begins a script.</summary>
    /// <param name="path">The file; it is there once the script is whole.</param>
    /// <param name="target">The global that is assigned, such as <c>trainAppReport</c>.</param>
    public DataScript(string path, string target)
    {
        _path = path;
        _beside = $"{path}.{Guid.NewGuid():N}.tmp";
        _stream = new FileStream(_beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _stream.Write(System.Text.Encoding.UTF8.GetBytes($"globalThis.{target} = "));
        Json = new Utf8JsonWriter(_stream);
    }

    /// <summary>Writes the value. Its encoder leaves no character that means something in HTML or a script.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Ends the script; a value that is not whole leaves nothing behind.</summary>
    public void Dispose()
    {
        var isWhole = Json.CurrentDepth == 0 && Json.BytesCommitted + Json.BytesPending > 0;
        if (isWhole)
        {
            Json.Flush();
            _stream.Write(";\n"u8);
            Json.Dispose();
        }

        _stream.Dispose();
        if (isWhole) File.Move(_beside, _path, overwrite: true);
        else File.Delete(_beside);
    }
}
