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

    /// <summary>The server's id of the image, when the file has one.</summary>
    public long? ImageId { get; init; }

    /// <summary>The file's <c>customBigData</c>, as JSON, if it holds any.</summary>
    public string? CustomData { get; init; }

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

    /// <summary>The server's id of the class, when the file or <c>meta.json</c> has one.</summary>
    public long? ClassId { get; init; }

    /// <summary>Who made it and when, if the file says so.</summary>
    public Authorship? Authorship { get; init; }

    /// <summary>Whether a model made it (<c>nnCreated</c>).</summary>
    public bool IsCreatedByModel { get; init; }

    /// <summary>Whether a model changed it last (<c>nnUpdated</c>).</summary>
    public bool IsUpdatedByModel { get; init; }
}

/// <summary>A tag on an image or an object.</summary>
/// <param name="Name">The tag's name.</param>
/// <param name="Value">A <see cref="string"/>, a <see cref="double"/> or null.</param>
public sealed record Tag(string Name, object? Value = null)
{
    /// <summary>Who made it and when, if the file says so.</summary>
    public Authorship? Authorship { get; init; }
}

/// <summary>Who made a label or a tag and when, as the file has it.</summary>
/// <param name="Login">The labeller's login (<c>labelerLogin</c>).</param>
/// <param name="Created">When it was made (<c>createdAt</c>).</param>
/// <param name="Updated">When it was changed last (<c>updatedAt</c>).</param>
public sealed record Authorship(string? Login, string? Created, string? Updated)
{
    internal static Authorship Unknown { get; } = new(null, null, null);
}
