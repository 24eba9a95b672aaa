using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// Writes a COCO file image by image. What stands in <c>annotations</c> goes to a file beside, which is put in at the end, so
/// that memory does not grow with it. The file appears whole or not at all.
/// </summary>
internal sealed class CocoFileWriter : IDisposable
{
    private const int Buffer = 1 << 16;

    private readonly string _path;
    private readonly string _beside;
    private readonly ICocoLayout _layout;
    private readonly FileStream _file;
    private readonly FileStream _annotations;
    private readonly Utf8JsonWriter _json;
    private readonly string _separator;
    private int _images;
    private int _ids;

    /// <param name="path">The file; its folder is made if need be.</param>
    /// <param name="layout">How it is laid out.</param>
    public CocoFileWriter(string path, ICocoLayout layout)
    {
        _path = Path.GetFullPath(path);
        _layout = layout;
        var directory = Directory.CreateDirectory(Path.GetDirectoryName(_path)!).FullName;
        _beside = Path.Combine(directory, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        _file = new FileStream(_beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, Buffer);
        _annotations = new FileStream(_beside + ".annotations", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);
        _json = new Utf8JsonWriter(_file, layout.Options);
        _separator = layout.Options.Indented ? "\n        " : "";
        _json.WriteStartObject();
        layout.WriteHead(_json);
        _json.WriteStartArray("images");
    }

    /// <summary>Objects or captions so far.</summary>
    public int Count => _ids;

    /// <summary>Adds an image; ids count from 1.</summary>
    public void AddImage(CocoImage image)
    {
        _layout.WriteImage(_json, ++_images, image);
        if (_json.BytesPending > Buffer) _json.Flush();
    }

    /// <summary>Adds the objects of the last image.</summary>
    public void AddObjects(ObjectTexts objects)
    {
        for (var i = 0; i < objects.Count; i++)
        {
            Begin();
            WriteId();
            _annotations.Write(objects[i]);
        }
    }

    /// <summary>Adds a caption of the last image.</summary>
    public void AddCaption(string caption)
    {
        Begin();
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, _layout.Options);
        json.WriteStartArray();
        json.WriteStartArray();
        _layout.WriteCaption(json, _ids, _images, caption);
        json.Flush();
        _annotations.Write(text.WrittenSpan[text.WrittenSpan.IndexOf((byte)'{')..]);
    }

    /// <summary>Writes the rest and puts the file in its place.</summary>
    public void Complete(CategoryNumbers categories)
    {
        _json.WriteEndArray();
        _json.WriteStartArray("annotations");
        _json.Flush();
        _annotations.Position = 0;
        _annotations.CopyTo(_file, Buffer);
        if (_ids > 0 && _layout.Options.Indented) _file.Write("\n    "u8);
        _json.WriteEndArray();
        WriteCategories(categories);
        _json.WriteEndObject();
        _json.Flush();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_beside, _path, overwrite: true);
    }

    /// <summary>Deletes what is not in its place.</summary>
    public void Dispose()
    {
        _annotations.Dispose();
        _file.Dispose();
        File.Delete(_beside);
    }

    private void Begin()
    {
        if (_ids++ > 0) _annotations.WriteByte((byte)',');
        _annotations.Write(Encoding.ASCII.GetBytes(_separator));
    }

    /// <summary>The bracket, the id, and the comma behind it.</summary>
    private void WriteId()
    {
        Span<byte> head = stackalloc byte[64];
        _ = _layout.Options.Indented
            ? Utf8.TryWrite(head, CultureInfo.InvariantCulture, $"{{{_separator}    \"id\": {_ids},", out var length)
            : Utf8.TryWrite(head, CultureInfo.InvariantCulture, $"{{\"id\":{_ids},", out length);
        _annotations.Write(head[..length]);
    }

    private void WriteCategories(CategoryNumbers categories)
    {
        _json.WriteStartArray("categories");
        for (var i = 0; i < categories.Classes.Count; i++)
        {
            _json.WriteStartObject();
            _json.WriteString("supercategory", categories.Classes[i].Name);
            _json.WriteNumber("id", i + 1);
            _json.WriteString("name", categories.Classes[i].Name);
            if (categories.Classes[i].Graph is { } graph) WriteSkeleton(graph);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteSkeleton(GraphTemplate graph)
    {
        _json.WriteTexts("keypoints", graph.Nodes.Select(node => node.Label));
        var places = graph.Nodes.Select((node, index) => (node.Id, Place: index + 1)).ToDictionary(StringComparer.Ordinal);
        _json.WriteStartArray("skeleton");
        foreach (var edge in graph.Edges)
        {
            if (!places.TryGetValue(edge.Source, out var from) || !places.TryGetValue(edge.Destination, out var to)) continue;
            _json.WriteStartArray();
            _json.WriteNumberValue(from);
            _json.WriteNumberValue(to);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }
}
