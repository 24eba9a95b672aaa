using System.Text.Json;
using System.Text.Unicode;
using TrainApp.Shapes;

namespace TrainApp.Projects;

/// <summary>
/// Reads annotation files against a project's classes and tags, in one pass over the bytes. Labels are cut at the border
/// of their image.
/// </summary>
internal sealed class AnnotationReader(ProjectMeta meta)
{
    private readonly TagReader _tags = new(meta.Tags);
    private readonly LabelReader _labels = new(meta);

    /// <summary>Reads a file's bytes; null, with problems that say why, when the file or an object in it is broken.</summary>
    /// <param name="utf8">The file's content.</param>
    /// <param name="path">The file.</param>
    /// <param name="problems">Takes what is broken or doubtful.</param>
    /// <param name="isThorough">Whether to unpack every mask, and to doubt boxes of a pixel.</param>
    public Annotation? Read(byte[] utf8, string path, List<ProjectProblem> problems, bool isThorough = false)
    {
        var report = new AnnotationReport(path, utf8, problems);
        try
        {
            var annotation = ReadDocument(utf8, report, isThorough);
            return report.HasErrors ? null : annotation;
        }
        catch (JsonException cause)
        {
            report.Unreadable($"The annotation is no JSON: {cause.Sentence()}", cause.LineFromOne());
        }
        catch (Exception cause) when (cause is MalformedDataException or InvalidOperationException)
        {
            report.Unreadable($"The annotation cannot be read: {cause.Message}", line: null);
        }

        return null;
    }

    private Annotation ReadDocument(byte[] utf8, AnnotationReport report, bool isThorough)
    {
        if (!Utf8.IsValid(utf8)) throw new MalformedDataException("It is no text in UTF-8.");
        var reader = new Utf8JsonReader(utf8.AsSpan(AnnotationReport.Start(utf8)));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("It is no JSON object.");
        Utf8JsonReader size = default, tags = default, customData = default;
        List<PlacedLabel>? labels = null;
        string? description = null, mistyped = null;
        long? imageId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.NameIs("size"u8)) size = reader.TakeMember();
            else if (reader.NameIs("tags"u8)) tags = reader.TakeMember();
            else if (reader.NameIs("objects"u8)) labels = ReadObjects(ref reader, report);
            else if (reader.NameIs("description"u8)) description = reader.TakeText("description", ref mistyped);
            else if (reader.NameIs("imageId"u8)) imageId = reader.TakeInteger("imageId", ref mistyped);
            else if (reader.NameIs("customBigData"u8)) customData = reader.TakeMember();
            else reader.SkipMember();
        }

        // One step more: the parser itself complains about anything behind the object.
        reader.Read();
        if (labels is null) throw new MalformedDataException("It has no list 'objects'.");
        if (mistyped is not null) report.Doubtful($"The annotation has a '{mistyped}' of another type than expected; it is read as one without.");
        var (height, width) = ReadSize(size);
        if (isThorough) LabelDoubts.Report(labels, report);
        return new Annotation
        {
            Height = height,
            Width = width,
            Description = description ?? "",
            Labels = Crop(labels, width, height, report),
            Tags = ReadTags(tags, report),
            ImageId = imageId,
            CustomData = ReadCustomData(customData),
        };
    }

    private List<PlacedLabel> ReadObjects(ref Utf8JsonReader reader, AnnotationReport report)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'objects' is no list.");
        var labels = new List<PlacedLabel>();
        var document = _labels.Begin(report);
        for (var count = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            var position = reader.TokenStartIndex;
            report.At(position);
            var start = reader;
            try
            {
                labels.Add(new(document.Read(ref reader), position, count));
            }
            catch (Exception cause) when (cause is MalformedDataException or InvalidOperationException)
            {
                reader = start;
                reader.Skip();
                report.Broken(count, cause.Message);
            }
        }

        return labels;
    }

    private IReadOnlyList<Tag> ReadTags(Utf8JsonReader tags, AnnotationReport report)
    {
        report.At(tags.TokenStartIndex);
        if (tags.TokenType != JsonTokenType.None) return _tags.Read(ref tags, "The image", report);
        report.Doubtful("The annotation has no list 'tags'; it is read as one without tags.");
        return [];
    }

    /// <summary>Labels that lie in the image as they are, the others cut or left out, with a word about each.</summary>
    private static Label[] Crop(List<PlacedLabel> labels, int width, int height, AnnotationReport report)
    {
        var border = new ImageBorder(width, height);
        var isSizeKnown = width > 0 && height > 0;
        var inside = new List<Label>(labels.Count);
        foreach (var (label, position, count) in labels)
        {
            if (!isSizeKnown || border.Holds(label.Geometry))
            {
                inside.Add(label);
                continue;
            }

            report.At(position);
            try
            {
                var pieces = border.Crop(label.Geometry);
                if (pieces is not [var same] || !ReferenceEquals(same, label.Geometry)) report.Cut(label, border, pieces.Count);
                foreach (var piece in pieces) inside.Add(label with { Geometry = piece });
            }
            catch (InvalidDataException cause)
            {
                report.Broken(count, cause.Message);
            }
        }

        return [.. inside];
    }

    private static string? ReadCustomData(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        var data = JsonElement.ParseValue(ref reader);
        return data.GetPropertyCount() == 0 ? null : data.GetRawText();
    }

    private static (int Height, int Width) ReadSize(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("It has no object 'size'.");
        var size = JsonElement.ParseValue(ref reader);
        return (Side(size, "height"), Side(size, "width"));

        static int Side(JsonElement size, string name)
        {
            if (!size.TryGetProperty(name, out var value)) throw new MalformedDataException($"'size' has no '{name}'.");
            if (value.ValueKind == JsonValueKind.Null) return 0;
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var side) && side >= 0
                ? side
                : throw new MalformedDataException($"'{name}' of 'size' is {value.GetRawText()}, expected a number of pixels.");
        }
    }
}

/// <param name="Label">What was read.</param>
/// <param name="Position">Byte of the text at which it begins.</param>
/// <param name="Count">Its place among the objects, from 1.</param>
internal readonly record struct PlacedLabel(Label Label, long Position, int Count);
