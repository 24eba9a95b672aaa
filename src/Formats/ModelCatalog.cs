namespace TrainApp.Formats;

/// <summary>What <c>models.json</c> says.</summary>
/// <param name="Models">The models in file order.</param>
/// <param name="Problems">What is wrong with the file; models with mistakes are kept as far as they have a name.</param>
internal sealed record ModelCatalog(IReadOnlyList<CatalogModel> Models, IReadOnlyList<Problem> Problems);

/// <summary>One model.</summary>
/// <param name="Name">Its name, unique without regard to case.</param>
/// <param name="NamePlace">Where the name stands.</param>
/// <param name="TaskType">Its task.</param>
/// <param name="ArchType">Its architecture, by which tables group; null when the file names none.</param>
/// <param name="Files">Its files as written; a null checkpoint means a model from scratch.</param>
/// <param name="Columns">What tables show, in file order.</param>
internal sealed record CatalogModel(
    string Name,
    Place NamePlace,
    string TaskType,
    string? ArchType,
    IReadOnlyList<CatalogFile> Files,
    IReadOnlyList<CatalogColumn> Columns)
{
    /// <summary>Path or address of the checkpoint; null for a model from scratch.</summary>
    public string? Checkpoint => Files.FirstOrDefault(static file => file.Name == CatalogFile.CheckpointName)?.Path;
}

/// <summary>A file of a model.</summary>
internal sealed record CatalogFile(string Name, Place NamePlace, string? Path)
{
    public const string CheckpointName = "checkpoint";
}

/// <summary>A column of the table of models.</summary>
/// <param name="Name">The heading.</param>
/// <param name="NamePlace">Where it stands.</param>
/// <param name="Kind">Text, number, true or false, or null.</param>
/// <param name="Text">The value; a number as it is written.</param>
internal sealed record CatalogColumn(string Name, Place NamePlace, JsonKind Kind, string Text);
