using System.Text.Json;
using TrainApp.Vision.Masks;

namespace TrainApp.Vision.CocoEvaluation.Reading;

/// <summary>Reads one <c>segmentation</c>: polygons, or run lengths as a list or as text.</summary>
internal static class SegmentationReader
{
    private const int NumbersOfABox = 4;

    public static void Read(ref Utf8JsonReader reader, CocoSegmentations column)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ReadPolygons(ref reader, column);
                break;
            case JsonTokenType.StartObject:
                ReadRunLengths(ref reader, column);
                break;
            default:
                throw reader.Malformed($"Expected polygons or run lengths, found {reader.Found()}.");
        }
    }

    private static void ReadPolygons(ref Utf8JsonReader reader, CocoSegmentations column)
    {
        var polygons = column.BeginPolygons();
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw reader.Malformed($"Expected a polygon, which is a list of numbers, found {reader.Found()}.");
            var count = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                polygons.AddCoordinate(reader.CurrentDouble());
                count++;
            }

            if (isFirst && count <= NumbersOfABox) throw reader.Malformed($"The first polygon has {count} numbers; it needs at least three corners.");
            isFirst = false;
            polygons.EndPolygon();
        }

        if (isFirst) throw reader.Malformed("A list of polygons has no polygon.");
        polygons.Finish();
    }

    private static void ReadRunLengths(ref Utf8JsonReader reader, CocoSegmentations column)
    {
        var start = reader.TokenStartIndex;
        var runs = column.BeginRunLengths();
        int? height = null, width = null;
        while (reader.ReadNextProperty())
        {
            if (reader.ValueTextEquals("size"u8)) (height, width) = ReadSize(ref reader);
            else if (reader.ValueTextEquals("counts"u8)) ReadCounts(ref reader, runs.Lengths);
            else reader.SkipValue();
        }

        try
        {
            runs.Finish(
                height ?? throw new MalformedCocoException("Run lengths need a size: the height and width of the image.", start),
                width ?? throw new MalformedCocoException("Run lengths need a size: the height and width of the image.", start));
        }
        catch (ArgumentException cause)
        {
            throw new MalformedCocoException(cause.Message, start);
        }
    }

    private static (int Height, int Width) ReadSize(ref Utf8JsonReader reader)
    {
        reader.ReadStartArray();
        var (height, width) = (reader.ReadSize(), reader.ReadSize());
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? (height, width) : throw reader.Malformed("A size is two numbers, height and width.");
    }

    private static void ReadCounts(ref Utf8JsonReader reader, List<int> lengths)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var length)) throw reader.Malformed($"Expected a number of pixels, found {reader.Found()}.");
                lengths.Add(length);
            }

            return;
        }

        if (reader.TokenType != JsonTokenType.String) throw reader.Malformed($"Expected run lengths as a list or a text, found {reader.Found()}.");
        try
        {
            Span<byte> text = reader.ValueIsEscaped ? new byte[reader.ValueSpan.Length] : [];
            CompressedRuns.Decode(reader.ValueIsEscaped ? text[..reader.CopyString(text)] : reader.ValueSpan, lengths);
        }
        catch (InvalidDataException cause)
        {
            throw reader.Malformed(cause.Message);
        }
    }
}
