using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Reads <c>{"exterior": [[x, y], …], "interior": [[[x, y], …], …]}</c>. Not for several threads at a time.</summary>
internal sealed class PointsReader
{
    private readonly List<PixelPoint> _ring = [];

    /// <summary>The exterior alone; the interior must be a list, whatever is in it.</summary>
    public PixelPoint[] ReadExterior(Utf8JsonReader points)
    {
        Find(points, out var exterior, out _);
        return ReadRing(ref exterior);
    }

    public (PixelPoint[] Exterior, PixelPoint[][] Interior) ReadRings(Utf8JsonReader points)
    {
        Find(points, out var exterior, out var interior);
        var outer = ReadRing(ref exterior);
        interior.Read();
        if (interior.TokenType == JsonTokenType.EndArray) return (outer, []);
        var holes = new List<PixelPoint[]>();
        for (; interior.TokenType != JsonTokenType.EndArray; interior.Read()) holes.Add(ReadRing(ref interior));
        return (outer, [.. holes]);
    }

    /// <summary>The point at whose bracket the reader stands.</summary>
    public static PixelPoint ReadPoint(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw NoPoint();
        reader.Read();
        var x = ReadCoordinate(ref reader);
        reader.Read();
        var y = ReadCoordinate(ref reader);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? new(x, y) : throw NoPoint();
    }

    private static void Find(Utf8JsonReader points, out Utf8JsonReader exterior, out Utf8JsonReader interior)
    {
        if (points.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("it has no object 'points'.");
        exterior = interior = default;
        while (points.Read() && points.TokenType == JsonTokenType.PropertyName)
        {
            if (points.NameIs("exterior"u8)) exterior = points.TakeMember();
            else if (points.NameIs("interior"u8)) interior = points.TakeMember();
            else points.SkipMember();
        }

        if (interior.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'points' has no list 'interior'.");
        if (exterior.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'points' has no list 'exterior'.");
    }

    private PixelPoint[] ReadRing(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("its points are no list.");
        _ring.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) _ring.Add(ReadPoint(ref reader));
        return [.. _ring];
    }

    private static int ReadCoordinate(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out var whole)) return whole;
            if (reader.TryGetDouble(out var number) && Math.Floor(number) is >= int.MinValue and <= int.MaxValue and var floor) return (int)floor;
            throw new MalformedDataException($"the coordinate {System.Text.Encoding.UTF8.GetString(reader.ValueSpan)} is beyond every image.");
        }

        if (reader.TokenType == JsonTokenType.EndArray) throw NoPoint();
        throw new MalformedDataException($"a coordinate is a number, this one is {JsonElement.ParseValue(ref reader).GetRawText()}.");
    }

    private static MalformedDataException NoPoint() => new("a point is [x, y], two numbers.");
}
