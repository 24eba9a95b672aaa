using System.IO.Hashing;
using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Objects of one class in one image.</summary>
/// <param name="Class">The class' place in the project's meta.</param>
/// <param name="Objects">How many there are.</param>
internal readonly record struct ClassCount(int Class, int Objects);

/// <summary>A tag on an image.</summary>
/// <param name="Name">The tag's name.</param>
/// <param name="Value">A hash of its value: equal for equal ones.</param>
internal readonly record struct TagMark(string Name, ulong Value);

/// <summary>What a split needs to know of one annotation: classes and tags, no geometry.</summary>
internal sealed class AnnotationOutline
{
    /// <summary>Of an image whose annotation cannot be read, or that has nothing in it.</summary>
    public static readonly AnnotationOutline Empty = new();

    private readonly List<ClassCount> _classes = [];
    private readonly List<TagMark> _tags = [];

    /// <summary>Classes that have objects in the image, each once.</summary>
    public IReadOnlyList<ClassCount> Classes => _classes;

    /// <summary>The image's own tags that the project defines.</summary>
    public IReadOnlyList<TagMark> Tags => _tags;

    /// <summary>Tags of objects, one entry per use.</summary>
    public List<string> ObjectTags { get; } = [];

    /// <summary>Shapes of objects whose class allows any, one entry per object.</summary>
    public List<(int Class, string Shape)> FreeShapes { get; } = [];

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static AnnotationOutline Read(ReadOnlySpan<byte> utf8, OutlineNames names)
    {
        var outline = new AnnotationOutline();
        var reader = new Utf8JsonReader(utf8[AnnotationReport.Start(utf8)..]);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTags = reader.ValueTextEquals("tags"u8);
            var isObjects = reader.ValueTextEquals("objects"u8);
            reader.Read();
            if (isTags && reader.TokenType == JsonTokenType.StartArray) ReadTags(ref reader, names, outline._tags);
            else if (isObjects && reader.TokenType == JsonTokenType.StartArray) outline.ReadObjects(ref reader, names);
            else reader.Skip();
        }

        outline.ObjectTags.TrimExcess();
        return outline;
    }

    private void ReadObjects(ref Utf8JsonReader reader, OutlineNames names)
    {
        var tags = new List<TagMark>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            tags.Clear();
            ReadObject(ref reader, names, tags);
            foreach (var tag in tags) ObjectTags.Add(tag.Name);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, OutlineNames names, List<TagMark> tags)
    {
        int? owner = null;
        string? geometryType = null, shape = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueTextEquals("classTitle"u8) ? 'c' : reader.ValueTextEquals("tags"u8) ? 't'
                : reader.ValueTextEquals("geometryType"u8) ? 'g' : reader.ValueTextEquals("shape"u8) ? 's' : ' ';
            reader.Read();
            if (member == 't' && reader.TokenType == JsonTokenType.StartArray) ReadTags(ref reader, names, tags);
            else if (reader.TokenType != JsonTokenType.String) reader.Skip();
            else if (member == 'c') owner = names.ClassOf(reader.GetString()!);
            else if (member == 'g') geometryType = reader.GetString();
            else if (member == 's') shape = reader.GetString();
        }

        if (owner is not { } index) return;
        Count(index);
        if (names.IsFree(index) && (geometryType ?? shape) is { } own) FreeShapes.Add((index, own));
    }

    private void Count(int index)
    {
        for (var i = 0; i < _classes.Count; i++)
        {
            if (_classes[i].Class != index) continue;
            _classes[i] = _classes[i] with { Objects = _classes[i].Objects + 1 };
            return;
        }

        _classes.Add(new(index, 1));
    }

    private static void ReadTags(ref Utf8JsonReader reader, OutlineNames names, List<TagMark> tags)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? name = null;
            ulong value = 0;
            if (reader.TokenType == JsonTokenType.String)
            {
                name = reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var isName = reader.ValueTextEquals("name"u8);
                    var isValue = reader.ValueTextEquals("value"u8);
                    reader.Read();
                    if (isName && reader.TokenType == JsonTokenType.String) name = reader.GetString();
                    else if (isValue) value = HashOf(ref reader);
                    else reader.Skip();
                }
            }
            else
            {
                reader.Skip();
            }

            if (name is not null && names.TagOf(name) is { } known) tags.Add(new(known, value));
        }
    }

    /// <summary>1 and 1.0 are one value; the text "1" is another.</summary>
    private static ulong HashOf(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return (ulong)BitConverter.DoubleToInt64Bits(reader.GetDouble() + 0.0) * 0x9E3779B97F4A7C15UL;
            case JsonTokenType.String:
                return XxHash64.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!), seed: 1);
            default:
                var kind = (ulong)reader.TokenType;
                reader.Skip();
                return kind == (ulong)JsonTokenType.Null ? 0 : kind;
        }
    }
}
