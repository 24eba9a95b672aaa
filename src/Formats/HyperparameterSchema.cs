namespace TrainApp.Formats;

/// <summary>The type of a hyperparameter or of its elements.</summary>
internal enum FieldKind
{
    Integer,
    Long,
    Float,
    Bool,
    Text,

    /// <summary>Text, one of <see cref="SchemaField.Choices"/>.</summary>
    Choice,
}

/// <summary>What <c>hyperparameters.yaml</c> says: schema and defaults in one.</summary>
/// <param name="Root">The top level; its key and path are empty.</param>
/// <param name="Problems">What is wrong with the file. The schema holds what could be understood.</param>
internal sealed record HyperparameterSchema(SchemaSection Root, IReadOnlyList<Problem> Problems);

/// <summary>A section or a field.</summary>
/// <param name="Key">The key.</param>
/// <param name="Path">The keys from the top, joined by dots: <c>optimizer.lr</c>.</param>
/// <param name="Description">What comments say about it; empty when they say nothing.</param>
/// <param name="KeyPlace">Where the key stands.</param>
internal abstract record SchemaItem(string Key, string Path, string Description, Place KeyPlace);

/// <summary>A mapping.</summary>
internal sealed record SchemaSection(string Key, string Path, string Description, Place KeyPlace, IReadOnlyList<SchemaItem> Items)
    : SchemaItem(Key, Path, Description, KeyPlace)
{
    /// <summary>An item, or null.</summary>
    public SchemaItem? Find(string key) => Items.FirstOrDefault(item => item.Key == key);
}

/// <summary>A scalar or a list of scalars.</summary>
internal sealed record SchemaField(string Key, string Path, string Description, Place KeyPlace) : SchemaItem(Key, Path, Description, KeyPlace)
{
    /// <summary>The type, of the elements for a list.</summary>
    public FieldKind Kind { get; init; }

    public bool IsList { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>Where numbers must lie.</summary>
    public FieldRange? Range { get; init; }

    /// <summary>What the value must be one of, as written, the default first; empty when it is free.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>
    /// The default: null, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
    /// or an array of one of them.
    /// </summary>
    public object? Default { get; init; }

    /// <summary>The default as it is written: one text, or one for each element of a list; empty for none.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>Where the default stands.</summary>
    public Place ValuePlace { get; init; }

    /// <summary>The type in words: <c>a whole number</c>, <c>a list of numbers</c>.</summary>
    public string Describe() => (Kind, IsList) switch
    {
        (FieldKind.Integer or FieldKind.Long, false) => "a whole number",
        (FieldKind.Float, false) => "a number",
        (FieldKind.Bool, false) => "true or false",
        (_, false) => "text",
        (FieldKind.Integer or FieldKind.Long, true) => "a list of whole numbers",
        (FieldKind.Float, true) => "a list of numbers",
        (FieldKind.Bool, true) => "a list of true and false",
        (_, true) => "a list of text",
    };
}
