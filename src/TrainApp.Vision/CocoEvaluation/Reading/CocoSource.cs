using System.Text.Json;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>What a reader made of a file.</summary>
/// <param name="Data">The columns.</param>
/// <param name="Places">Where in the file each annotation or detection begins, in bytes.</param>
internal readonly record struct Parsed<T>(T Data, List<int> Places);

/// <summary>A place of a file where it is damaged.</summary>
/// <param name="message">What was found, what was expected.</param>
/// <param name="place">In bytes from the start of the text.</param>
internal sealed class MalformedCocoException(string message, long place) : Exception(message)
{
    public long Place { get; } = place;
}

/// <summary>A file that was read, and the way from its data back to its lines.</summary>
internal sealed record CocoSource<T>(string Path, byte[] Json, Parsed<T> Parsed)
{
    public T Data => Parsed.Data;

    /// <summary>An error at an annotation or detection.</summary>
    public CocoFileException ErrorAt(int index, string message) => CocoSource.Error(Path, Json, message, Parsed.Places[index]);
}

/// <summary>Reads files and gives errors their place.</summary>
internal static class CocoSource
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static CocoSource<T> Read<T>(string path, Func<byte[], Parsed<T>> parse)
    {
        var json = File.ReadAllBytes(path);
        // A mark at the start is blanked: JSON does not allow it, and places stay what they are.
        if (json.AsSpan().StartsWith(ByteOrderMark)) json.AsSpan(0, ByteOrderMark.Length).Fill((byte)' ');
        try
        {
            return new CocoSource<T>(path, json, parse(json));
        }
        catch (MalformedCocoException cause)
        {
            throw Error(path, json, cause.Message, cause.Place);
        }
        catch (JsonException cause)
        {
            var (line, column) = ((int)(cause.LineNumber ?? 0) + 1, (int)(cause.BytePositionInLine ?? 0) + 1);
            throw new CocoFileException($"This is no JSON: {Reason(cause)}", path, line, column, cause);
        }
    }

    public static CocoFileException Error(string path, byte[] json, string message, long place)
    {
        ReadOnlySpan<byte> before = json.AsSpan(0, (int)Math.Min(place, json.Length));
        return new CocoFileException(message, path, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>The parser's sentence without the place that it appends; Python's own words for what is no number.</summary>
    private static string Reason(JsonException cause)
    {
        var message = cause.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? message : message[..end];
        return reason.StartsWith("'N'", StringComparison.Ordinal) || reason.StartsWith("'I'", StringComparison.Ordinal)
            ? "NaN and Infinity are no numbers in JSON, and no scores or sizes."
            : reason;
    }
}
