namespace TrainApp.Gui.Steps;

/// <summary>A class or a tag that can be chosen.</summary>
public sealed record PickRow
{
    internal string Name { get; init; } = "";

    internal string Color { get; init; } = "";

    /// <summary>Its shape, or the type of its values.</summary>
    internal string Kind { get; init; } = "";

    /// <summary>Images that have it; null while that is not known.</summary>
    internal int? Images { get; init; }

    /// <summary>Objects that have it; null while that is not known.</summary>
    internal long? Objects { get; init; }

    /// <summary>A word about it, such as <c>converted</c>.</summary>
    internal string? Remark { get; init; }

    /// <summary>Whether the word is a warning.</summary>
    internal bool IsDoubtful { get; init; }
}
