using TrainApp.Files;
using TrainApp.Projects;

namespace TrainApp;

/// <summary>The annotation of one image.</summary>
public sealed record Annotation
{
    /// <summary>Height of the image in pixels; 0 when the file says <c>null</c>.</summary>
    public required int Height { get; init; }

    /// <summary>Width of the image in pixels; 0 when the file says <c>null</c>.</summary>
    public required int Width { get; init; }

    /// <summary>Free text about the image.</summary>
    public string Description { get; init; } = "";

    /// <summary>Labels in file order.</summary>
    public IReadOnlyList<Label> Labels { get; init; } = [];

    /// <summary>Tags of the image.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Writes the annotation as JSON; the file appears whole or not at all.</summary>
    /// <param name="path">The file, by custom <c>ann/{image file name}.json</c>; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteBytes(path, AnnotationWriter.Write(this));
}

/// <summary>One labelled object.</summary>
/// <param name="ClassName">Title of its class.</param>
/// <param name="Geometry">Where it is.</param>
/// <param name="Tags">Its tags.</param>
public sealed record Label(string ClassName, Geometry Geometry, IReadOnlyList<Tag> Tags)
{
    /// <summary>The server's id, when the file has one.</summary>
    public long? Id { get; init; }

    /// <summary>Free text about the object.</summary>
    public string Description { get; init; } = "";

    /// <summary>Key that several labels of one object share (<c>instance</c> in the file), if any.</summary>
    public string? BindingKey { get; init; }
}

/// <summary>A tag on an image or an object.</summary>
/// <param name="Name">The tag's name.</param>
/// <param name="Value">A <see cref="string"/>, a <see cref="double"/> or null.</param>
public sealed record Tag(string Name, object? Value = null);
