namespace TrainApp.Formats;

/// <summary>A value of a YAML text and where it stands.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>What it is, for messages: <c>the number 5</c>, <c>a list</c>.</summary>
    public abstract string Describe();
}

/// <summary>A scalar.</summary>
/// <param name="Value">Its contents, escapes and folding resolved.</param>
/// <param name="IsPlain">Whether it stands without quotes, so that its type follows from its contents.</param>
/// <param name="Place">Where it stands; empty for a value that was left out.</param>
internal sealed record YamlScalar(string Value, bool IsPlain, Place Place) : YamlNode(Place)
{
    /// <summary>Its type by the core schema of YAML 1.2.</summary>
    public ScalarKind Kind => IsPlain ? CoreSchema.KindOf(Value) : ScalarKind.Text;

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "no value",
        ScalarKind.Bool => Value,
        ScalarKind.Integer or ScalarKind.Float => $"the number {Value}",
        _ => $"the text '{Shorten(Value)}'",
    };

    private static string Shorten(string text)
    {
        var line = text.IndexOf('\n');
        var length = Math.Min(line < 0 ? text.Length : line, 40);
        return length < text.Length ? text.Substring(0, length) + "…" : text;
    }
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, bool IsFlow, Place Place) : YamlNode(Place)
{
    public override string Describe() => "a list";
}

/// <summary>A mapping; its entries keep file order and have different keys.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, bool IsFlow, Place Place) : YamlNode(Place)
{
    /// <summary>An entry, or null.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Value == key);

    public override string Describe() => "a section";
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Comment">The comment behind the value, or behind the key of a section, without <c>#</c>.</param>
/// <param name="CommentAbove">The comment lines right above the key, without <c>#</c>.</param>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value, YamlComment? Comment, string? CommentAbove);

/// <summary>A comment and where it stands, from its <c>#</c> on.</summary>
internal sealed record YamlComment(string Text, Place Place);

/// <summary>What a YAML text holds; as far as it could be read, after a mistake. An empty text has no root.</summary>
internal sealed record YamlDocument(YamlNode? Root, IReadOnlyList<Problem> Problems);
