using System.Buffers;
using System.Text.Json;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>The objects of one image as JSON. Their ids are those of the file and are put in when it is written.</summary>
internal sealed class ObjectTexts
{
    private readonly ArrayBufferWriter<byte> _text;
    private readonly (int Start, int End)[] _places;

    public ObjectTexts(ICocoLayout layout, int imageId, List<CocoObject> objects)
    {
        _text = new ArrayBufferWriter<byte>(256 * (objects.Count + 1));
        _places = new (int, int)[objects.Count];
        using var json = new Utf8JsonWriter(_text, layout.Options);
        // As deep as they will stand in the file.
        json.WriteStartArray();
        json.WriteStartArray();
        for (var i = 0; i < _places.Length; i++)
        {
            json.Flush();
            var before = _text.WrittenCount;
            layout.WriteObject(json, imageId, objects[i]);
            json.Flush();
            // A comma and white space come before the bracket.
            _places[i] = (before + _text.WrittenSpan[before..].IndexOf((byte)'{') + 1, _text.WrittenCount);
        }
    }

    public int Count => _places.Length;

    /// <summary>What stands behind the opening bracket of an object.</summary>
    public ReadOnlySpan<byte> this[int index] => _text.WrittenSpan[_places[index].Start.._places[index].End];
}
