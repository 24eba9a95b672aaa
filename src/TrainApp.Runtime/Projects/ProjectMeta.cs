namespace TrainApp;

/// <summary>Classes and tags of a project, in file order. That order is the class index order everywhere.</summary>
public sealed record ProjectMeta
{
    /// <summary>Object classes in file order.</summary>
    public IReadOnlyList<ObjectClass> Classes { get; init; } = [];

    /// <summary>Tags in file order.</summary>
    public IReadOnlyList<TagMeta> Tags { get; init; } = [];
}

/// <summary>An object class.</summary>
public sealed record ObjectClass
{
    /// <summary>The title; annotations refer to classes by it.</summary>
    public required string Name { get; init; }

    /// <summary>The shape's name: <c>rectangle</c>, <c>bitmap</c>, <c>polygon</c>, <c>line</c>, <c>point</c>, <c>graph</c>, <c>any</c>, …</summary>
    public required string Shape { get; init; }

    /// <summary>The colour, <c>#RRGGBB</c>.</summary>
    public required string Color { get; init; }

    /// <summary>The server's id, when the file has one.</summary>
    public long? Id { get; init; }
}

/// <summary>A tag that images or objects may carry.</summary>
public sealed record TagMeta
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary><c>none</c>, <c>any_number</c>, <c>any_string</c>, <c>oneof_string</c> or <c>date</c>.</summary>
    public required string ValueType { get; init; }

    /// <summary>Values of a <c>oneof_string</c> tag.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The colour, <c>#RRGGBB</c>.</summary>
    public string Color { get; init; } = "#808080";
}
