namespace TrainApp.Vision.Conversion.Coco;

/// <summary>A project's classes as categories: ids from 1 in the order of the meta, whether a class is used or not.</summary>
internal sealed class CategoryNumbers
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public CategoryNumbers(ProjectMeta meta)
    {
        Classes = meta.Classes;
        for (var i = 0; i < Classes.Count; i++) _ids.Add(Classes[i].Name, i + 1);
    }

    public IReadOnlyList<ObjectClass> Classes { get; }

    /// <summary>The id of a label's category.</summary>
    /// <exception cref="InvalidDataException">The meta does not have its class.</exception>
    public int IdOf(Label label) => _ids.TryGetValue(label.ClassName, out var id)
        ? id
        : throw new InvalidDataException($"An object is of class '{label.ClassName}', which the project's meta does not have.");

    /// <summary>The key points of a label's class; null when it has none.</summary>
    public GraphTemplate? TemplateOf(Label label) => Classes[IdOf(label) - 1].Graph;
}
