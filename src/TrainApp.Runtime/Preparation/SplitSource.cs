namespace TrainApp.Preparation;

/// <summary>What a split is made from. Annotations are read once, and only when a split asks for them.</summary>
internal sealed class SplitSource(Project project, CollectionFolder? collections = null, CancellationToken cancellationToken = default)
{
    public Project Project => project;

    /// <summary>Null for a project that the workspace does not know yet: it has no collections.</summary>
    public CollectionFolder? Collections => collections;

    /// <summary>What others have read of the project already.</summary>
    public ProjectReading? Reading { get; init; }

    public ProjectOutline Outline => field ??= Reading?.Outline(cancellationToken) ?? ProjectOutline.Read(project, cancellationToken);
}
