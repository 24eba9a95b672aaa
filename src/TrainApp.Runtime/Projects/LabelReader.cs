using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Reads the objects of annotations.</summary>
internal sealed class LabelReader(ProjectMeta meta)
{
    private const int LongestClassName = 256;

    private readonly Dictionary<string, ObjectClass>.AlternateLookup<ReadOnlySpan<char>> _classes = meta.Classes
        .ToDictionary(item => item.Name, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly TagReader _tags = new(meta.Tags);

    /// <summary>Begins an annotation.</summary>
    public InDocument Begin(AnnotationReport report) => new(this, report);

    private ObjectClass FindClass(ref Utf8JsonReader name)
    {
        if (name.TokenType != JsonTokenType.String) throw new MalformedDataException("it has no text 'classTitle'.");
        Span<char> buffer = stackalloc char[LongestClassName];
        if (name.ValueSpan.Length <= LongestClassName && _classes.TryGetValue(buffer[..name.CopyString(buffer)], out var objectClass)) return objectClass;
        var text = name.GetString()!;
        return _classes.TryGetValue(text, out objectClass) ? objectClass : throw new MalformedDataException($"the project has no class '{text}'.");
    }

    /// <summary>
    /// The objects of one annotation. The members of an object come in any order, so those that depend on its class are
    /// remembered as places and read last.
    /// </summary>
    public sealed class InDocument(LabelReader labels, AnnotationReport report)
    {
        private readonly GeometryReader _geometries = new(report);
        private Authorship _latest = Authorship.Unknown;

        /// <summary>Reads the object at which the reader stands, and leaves it at the object's end.</summary>
        public Label Read(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new MalformedDataException("it is no JSON object.");
            var members = new ObjectMembers { Start = reader };
            Utf8JsonReader className = default, tags = default;
            string? description = null, bindingKey = null, login = null, created = null, updated = null, mistyped = null;
            long? id = null, classId = null;
            bool createdByModel = false, updatedByModel = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.NameIs("points"u8)) members.Points = reader.TakeMember();
                else if (reader.NameIs("bitmap"u8)) members.Bitmap = reader.TakeMember();
                else if (reader.NameIs("nodes"u8)) members.Nodes = reader.TakeMember();
                else if (reader.NameIs("geometryType"u8)) members.GeometryType = reader.TakeMember();
                else if (reader.NameIs("shape"u8)) members.Shape = reader.TakeMember();
                else if (reader.NameIs("classTitle"u8)) className = reader.TakeMember();
                else if (reader.NameIs("tags"u8)) tags = reader.TakeMember();
                else if (reader.NameIs("id"u8)) id = reader.TakeInteger("id", ref mistyped);
                else if (reader.NameIs("classId"u8)) classId = reader.TakeInteger("classId", ref mistyped);
                else if (reader.NameIs("description"u8)) description = reader.TakeText("description", ref mistyped);
                else if (reader.NameIs("instance"u8)) bindingKey = reader.TakeText("instance", ref mistyped);
                else if (reader.NameIs("labelerLogin"u8)) login = reader.TakeText(_latest.Login, "labelerLogin", ref mistyped);
                else if (reader.NameIs("createdAt"u8)) created = reader.TakeText(_latest.Created, "createdAt", ref mistyped);
                else if (reader.NameIs("updatedAt"u8)) updated = reader.TakeText(_latest.Updated, "updatedAt", ref mistyped);
                else if (reader.NameIs("nnCreated"u8)) createdByModel = reader.TakeTruth("nnCreated", ref mistyped);
                else if (reader.NameIs("nnUpdated"u8)) updatedByModel = reader.TakeTruth("nnUpdated", ref mistyped);
                else reader.SkipMember();
            }

            var objectClass = labels.FindClass(ref className);
            if (members.GeometryType.TokenType is not (JsonTokenType.String or JsonTokenType.None)) mistyped ??= "geometryType";
            if (mistyped is not null) report.Doubtful($"A '{objectClass.Name}' has a '{mistyped}' of another type than expected; it is read as one without.");
            return new Label(objectClass.Name, _geometries.Read(ref members, objectClass), ReadTags(tags, objectClass.Name))
            {
                Id = id,
                ClassId = classId ?? objectClass.Id,
                Description = description ?? "",
                BindingKey = bindingKey,
                Authorship = AuthorshipOf(login, created, updated),
                IsCreatedByModel = createdByModel,
                IsUpdatedByModel = updatedByModel,
            };
        }

        private IReadOnlyList<Tag> ReadTags(Utf8JsonReader tags, string className)
        {
            if (tags.TokenType != JsonTokenType.None) return labels._tags.Read(ref tags, $"A '{className}'", report);
            report.Doubtful($"A '{className}' has no list 'tags'; it is read as one without tags.");
            return [];
        }

        /// <summary>Objects of an image mostly have one author: they share the record.</summary>
        private Authorship? AuthorshipOf(string? login, string? created, string? updated)
        {
            if (login is null && created is null && updated is null) return null;
            var own = new Authorship(login, created, updated);
            return own == _latest ? _latest : _latest = own;
        }
    }
}
