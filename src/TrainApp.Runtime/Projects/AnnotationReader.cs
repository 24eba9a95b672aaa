using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Reads annotation files against a project's classes and tags.</summary>
internal sealed class AnnotationReader(ProjectMeta meta)
{
    private readonly Dictionary<string, ObjectClass> _classes = meta.Classes.ToDictionary(item => item.Name, StringComparer.Ordinal);
    private readonly TagReader _tags = new(meta.Tags);

    /// <summary>Reads a file's bytes; null, with problems that say why, when the file or an object in it is broken.</summary>
    public Annotation? Read(byte[] utf8, string path, List<ProjectProblem> problems)
    {
        var report = new AnnotationReport(path, utf8, problems);
        try
        {
            var annotation = ReadDocument(utf8, report);
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

    private Annotation ReadDocument(byte[] utf8, AnnotationReport report)
    {
        var reader = new Utf8JsonReader(utf8.AsSpan(AnnotationReport.Start(utf8)));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("It is no JSON object.");
        JsonElement? size = null;
        List<Label>? labels = null;
        List<Tag>? tags = null;
        var description = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "size":
                    size = JsonElement.ParseValue(ref reader);
                    break;
                case "objects":
                    labels = ReadObjects(ref reader, report);
                    break;
                case "tags":
                    report.At(reader.TokenStartIndex);
                    tags = _tags.Read(JsonElement.ParseValue(ref reader), "The image", report);
                    break;
                case "description" when reader.TokenType == JsonTokenType.String:
                    description = reader.GetString()!;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // One step more: the parser itself complains about anything behind the object.
        reader.Read();
        if (labels is null) throw new MalformedDataException("It has no list 'objects'.");
        if (tags is null) report.Doubtful("The annotation has no list 'tags'; it is read as one without tags.");
        var (height, width) = ReadSize(size);
        return new Annotation { Height = height, Width = width, Description = description, Labels = labels, Tags = tags ?? [] };
    }

    private List<Label> ReadObjects(ref Utf8JsonReader reader, AnnotationReport report)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new MalformedDataException("'objects' is no list.");
        var labels = new List<Label>();
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            report.At(reader.TokenStartIndex);
            var element = JsonElement.ParseValue(ref reader);
            count++;
            try
            {
                labels.Add(ReadLabel(element, report));
            }
            catch (Exception cause) when (cause is MalformedDataException or InvalidOperationException)
            {
                report.Broken($"Object {count} cannot be read: {cause.Message}");
            }
        }

        return labels;
    }

    private Label ReadLabel(JsonElement element, AnnotationReport report)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new MalformedDataException("it is no JSON object.");
        var className = element.RequiredText("classTitle", "it");
        if (!_classes.TryGetValue(className, out var objectClass))
            throw new MalformedDataException($"the project has no class '{className}'.");
        var owner = $"A '{className}'";
        if (element.Member("tags") is not { } tags)
        {
            report.Doubtful($"{owner} has no list 'tags'; it is read as one without tags.");
            tags = default;
        }

        return new Label(className, GeometryReader.Read(element, objectClass, report), _tags.Read(tags, owner, report))
        {
            Id = element.Integer("id"),
            Description = element.Text("description") ?? "",
            BindingKey = element.Text("instance"),
        };
    }

    private static (int Height, int Width) ReadSize(JsonElement? size)
    {
        if (size is not { ValueKind: JsonValueKind.Object } given) throw new MalformedDataException("It has no object 'size'.");
        return (Side(given, "height"), Side(given, "width"));

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
