namespace TrainApp.Vision.Conversion;

/// <summary>The classes of a project by their index, from 0 in the order of the meta.</summary>
internal sealed class ClassIndexes(ProjectMeta meta)
{
    private readonly Dictionary<string, int> _indexes =
        meta.Classes.Select((item, index) => (item.Name, Index: index)).DistinctBy(item => item.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    public IReadOnlyList<ObjectClass> All => meta.Classes;

    /// <exception cref="InvalidDataException">The class is not in the meta.</exception>
    public int IndexOf(Label label) => _indexes.TryGetValue(label.ClassName, out var index)
        ? index
        : throw new InvalidDataException($"it has an object of class '{label.ClassName}', which the meta does not have.");

    public ObjectClass Of(Label label) => meta.Classes[IndexOf(label)];
}
