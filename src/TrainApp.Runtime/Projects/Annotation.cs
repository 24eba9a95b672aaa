namespace TrainApp;

/// <summary>The annotation of one image.</summary>
public sealed record Annotation
{
    /// <summary>Height of the image in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width of the image in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Labels in file order.</summary>
    public IReadOnlyList<Label> Labels { get; init; } = [];

    /// <summary>Tags of the image.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];
}

/// <summary>One labelled object.</summary>
/// <param name="ClassName">Title of its class.</param>
/// <param name="Geometry">Where it is.</param>
/// <param name="Tags">Its tags.</param>
public sealed record Label(string ClassName, Geometry Geometry, IReadOnlyList<Tag> Tags);

/// <summary>A tag on an image or an object.</summary>
/// <param name="Name">The tag's name.</param>
/// <param name="Value">A <see cref="string"/>, a <see cref="double"/> or null.</param>
public sealed record Tag(string Name, object? Value = null);
