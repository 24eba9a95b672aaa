using System.Text.Json;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Which members the parts of a COCO file have, and in which order.</summary>
internal interface ICocoLayout
{
    /// <summary>How the text is laid out.</summary>
    JsonWriterOptions Options { get; }

    /// <summary>Writes the members of the file that stand before the images.</summary>
    void WriteHead(Utf8JsonWriter json);

    void WriteImage(Utf8JsonWriter json, int id, CocoImage image);

    /// <summary>Writes an object without its id, which stands before everything else and is known later.</summary>
    void WriteObject(Utf8JsonWriter json, int imageId, CocoObject item);

    void WriteCaption(Utf8JsonWriter json, int id, int imageId, string caption);
}
