using TrainApp.Files;
using TrainApp.Projects;

namespace TrainApp;

/// <summary>Classes and tags of a project, in file order. That order is the class index order everywhere.</summary>
public sealed record ProjectMeta
{
    /// <summary>Object classes in file order.</summary>
    public IReadOnlyList<ObjectClass> Classes { get; init; } = [];

    /// <summary>Tags in file order.</summary>
    public IReadOnlyList<TagMeta> Tags { get; init; } = [];

    /// <summary>The file's <c>projectSettings</c>, as JSON, if it has any.</summary>
    public string? Settings { get; init; }

    /// <summary>Writes <c>meta.json</c>; the file appears whole or not at all.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteBytes(path, MetaWriter.Write(this));
}

/// <summary>An object class.</summary>
public sealed record ObjectClass
{
    /// <summary>The title; annotations refer to classes by it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The shape's name: <c>rectangle</c>, <c>bitmap</c>, <c>polygon</c>, <c>line</c>, <c>point</c>, <c>graph</c>, <c>any</c>, …
    /// A name that TrainApp does not know is kept; labels of such a class have an <see cref="OtherGeometry"/>.
    /// </summary>
    public required string Shape { get; init; }

    /// <summary>The colour, <c>#RRGGBB</c>.</summary>
    public required string Color { get; init; }

    /// <summary>The server's id, when the file has one.</summary>
    public long? Id { get; init; }

    /// <summary>Key points and edges of a class of shape <c>graph</c>.</summary>
    public GraphTemplate? Graph { get; init; }

    /// <summary>Free text about the class.</summary>
    public string Description { get; init; } = "";

    /// <summary>The key that selects the class in a labelling tool.</summary>
    public string Hotkey { get; init; } = "";
}

/// <summary>The key points that graphs of a class may have.</summary>
/// <param name="Nodes">Key points in file order.</param>
/// <param name="Edges">Pairs of node ids.</param>
public sealed record GraphTemplate(IReadOnlyList<GraphTemplateNode> Nodes, IReadOnlyList<GraphTemplateEdge> Edges);

/// <summary>A key point of a template.</summary>
/// <param name="Id">The id by which labels refer to it.</param>
/// <param name="Label">Its name.</param>
/// <param name="X">Column in the template's own picture.</param>
/// <param name="Y">Row in the template's own picture.</param>
/// <param name="Color">Its colour, if the file has one.</param>
public sealed record GraphTemplateNode(string Id, string Label, double X, double Y, string? Color);

/// <summary>An edge of a template.</summary>
/// <param name="Source">Node id of one end.</param>
/// <param name="Destination">Node id of the other end.</param>
/// <param name="Color">Its colour, if the file has one.</param>
public sealed record GraphTemplateEdge(string Source, string Destination, string? Color);

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

    /// <summary>The server's id, when the file has one.</summary>
    public long? Id { get; init; }

    /// <summary>The key that sets the tag in a labelling tool.</summary>
    public string Hotkey { get; init; } = "";

    /// <summary>What may carry it: <c>all</c>, <c>imagesOnly</c> or <c>objectsOnly</c>.</summary>
    public string ApplicableTo { get; init; } = "all";

    /// <summary>What it is meant for in a labelling tool: <c>all</c>, <c>entitiesOnly</c> or <c>framesOnly</c>.</summary>
    public string Target { get; init; } = "all";

    /// <summary>Classes whose objects may carry it; empty: all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}
