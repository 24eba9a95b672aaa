using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrainApp.Gui.Streaming;

/// <summary>Some server-sent events, written once for all who have read as far.</summary>
internal sealed class StreamFrame
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Adds an event; its data is one line, since JSON escapes line feeds.</summary>
    public void Add(string name, StreamCursor? cursor, Action<Utf8JsonWriter> write)
    {
        Text($"event: {name}\n");
        if (cursor is { } place) Text($"id: {place}\n");
        Text("data: ");
        using (var writer = new Utf8JsonWriter(_bytes, s_options)) write(writer);
        Text("\n\n");
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
