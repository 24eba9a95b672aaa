namespace TrainApp.Gui.Steps;

/// <summary>A dataset, a tag or a collection that can stand on a side of a split.</summary>
public sealed record SideRow
{
    /// <summary>The name that the split calls it.</summary>
    internal string Name { get; init; } = "";

    /// <summary>What is written: in a tree the last part of the name.</summary>
    internal string Label { get; init; } = "";

    /// <summary>How deep it lies in a tree.</summary>
    internal int Depth { get; init; }

    /// <summary>Its images; null where that is not known.</summary>
    internal int? Images { get; init; }
}
