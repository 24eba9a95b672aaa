namespace TrainApp.Formats;

internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A value of a JSON text and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A string's contents, a number as it is written, <c>true</c>, <c>false</c> or <c>null</c>; empty for the rest.</param>
/// <param name="Place">Where it stands, quotes and brackets included.</param>
/// <param name="Items">An array's items.</param>
/// <param name="Members">An object's members in file order.</param>
internal sealed record JsonNode(JsonKind Kind, string Text, Place Place, IReadOnlyList<JsonNode> Items, IReadOnlyList<JsonMember> Members)
{
    /// <summary>A member's value, or null.</summary>
    public JsonNode? this[string name] => Find(name)?.Value;

    /// <summary>A member, or null.</summary>
    public JsonMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    /// <summary>The bracket that opens an array or object; for other values the whole of it.</summary>
    public Place Opening => Kind is JsonKind.Array or JsonKind.Object
        ? Place with { Length = Math.Min(Place.Length, 1), EndLine = Place.Line, EndColumn = Place.Column + Math.Min(Place.Length, 1) }
        : Place;

    /// <summary>What it is, for messages: <c>the number 5</c>, <c>an object</c>.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Boolean => Text,
        JsonKind.Number => $"the number {Text}",
        JsonKind.String => $"the text '{Text}'",
        JsonKind.Array => "a list",
        _ => "an object",
    };
}

/// <summary>A member of a JSON object.</summary>
internal sealed record JsonMember(string Name, Place NamePlace, JsonNode Value);

/// <summary>What a JSON text holds; as far as it could be read, after a mistake.</summary>
internal sealed record JsonDocument(JsonNode? Root, IReadOnlyList<Problem> Problems);
