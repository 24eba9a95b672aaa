using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>
/// The texts that a safetensors file carries in its header (<c>__metadata__</c>). The file is eight bytes with the header's
/// length, the header in JSON, and the tensors, whose places count from the header's end: they are copied as they are.
/// </summary>
internal static class SafetensorsMetadata
{
    private const string Key = "__metadata__";
    private const int LengthSize = 8;
    private const int MostHeader = 100_000_000;

    /// <summary>Sets texts, leaving others as they are. A file that has them already is not touched.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    public static void Set(string path, IReadOnlyDictionary<string, string> texts)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var header = ReadHeader(source);
        try
        {
            if (header[Key] is not JsonObject metadata) header[Key] = metadata = [];
            if (texts.All(text => metadata[text.Key] is JsonValue known && known.TryGetValue<string>(out var value) && value == text.Value)) return;
            foreach (var (name, text) in texts) metadata[name] = text;
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("the header names a tensor twice.", e);
        }

        var bytes = Padded(Encoding.UTF8.GetBytes(header.ToJsonString(ArtifactJson.OnOneLine)));
        AtomicFile.Write(path, target =>
        {
            Span<byte> length = stackalloc byte[LengthSize];
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            target.Write(length);
            target.Write(bytes);
            source.CopyTo(target, 1 << 20);
        });
    }

    /// <summary>Reads the header, leaving the stream where the tensors begin.</summary>
    private static JsonObject ReadHeader(FileStream source)
    {
        Span<byte> length = stackalloc byte[LengthSize];
        if (source.ReadAtLeast(length, LengthSize, throwOnEndOfStream: false) < LengthSize) throw new InvalidDataException("it is too short for a safetensors file.");
        var size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is <= 0 or > MostHeader || size > source.Length - LengthSize) throw new InvalidDataException("its header is longer than the file.");
        var bytes = new byte[size];
        source.ReadExactly(bytes);
        try
        {
            return JsonNode.Parse(bytes) as JsonObject ?? throw new InvalidDataException("its header is not an object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("its header is not JSON.", e);
        }
    }

    /// <summary>Spaces up to a multiple of eight, so that the tensors stay aligned.</summary>
    private static byte[] Padded(byte[] header)
    {
        var padded = new byte[(header.Length + LengthSize - 1) / LengthSize * LengthSize];
        header.CopyTo(padded, 0);
        padded.AsSpan(header.Length).Fill((byte)' ');
        return padded;
    }
}
