namespace TrainApp.Formats;

/// <summary>Reads <c>models.json</c>.</summary>
internal sealed class ModelCatalogReader
{
    private static readonly string[] s_metaFields = ["task_type", "model_name", "model_files", "arch_type"];
    private readonly string? _file;
    private readonly List<Problem> _problems;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private ModelCatalogReader(string? file, IEnumerable<Problem> problems)
    {
        _file = file;
        _problems = [.. problems];
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file's name for problems.</param>
    public static ModelCatalog Read(string text, string? file)
    {
        var document = JsonReader.Read(text, file, ProblemKinds.InvalidModels, ProblemKinds.DuplicateModelKey);
        var reader = new ModelCatalogReader(file, document.Problems);
        return new(reader.ReadModels(document), reader._problems);
    }

    private List<CatalogModel> ReadModels(JsonDocument document)
    {
        List<CatalogModel> models = [];
        if (document.Root is not { } root) return models;
        if (root.Kind != JsonKind.Array)
        {
            Report(ProblemKinds.ModelsNotList, root.Opening, $"The model list is a list of objects; found {root.Describe()}.");
            return models;
        }

        if (root.Items.Count == 0 && document.Problems.Count == 0)
        {
            Report(ProblemKinds.NoModels, root.Place, "The model list is empty; an app needs one model at least.");
        }

        // Behind a mistake in the syntax the last model is cut off: what it lacks is no news.
        var isCut = document.Problems.Any(static problem => problem.Id == ProblemKinds.InvalidModels.Id);
        for (var i = 0; i < root.Items.Count; i++)
        {
            if (isCut && i == root.Items.Count - 1) break;
            var item = root.Items[i];
            if (item.Kind != JsonKind.Object)
            {
                Report(ProblemKinds.ModelsNotList, item.Place, $"A model is an object; found {item.Describe()}.");
            }
            else if (ReadModel(item) is { } model)
            {
                models.Add(model);
            }
        }

        _problems.AddRange(ModelNameComparison.Compare(models, _file));
        return models;
    }

    private CatalogModel? ReadModel(JsonNode item)
    {
        var shown = item["Model"] is { Kind: JsonKind.String, Text: var model } ? $"Model '{model}'" : "A model";
        if (Require(item, "meta", JsonKind.Object, shown, ["meta"]) is not { } meta) return null;
        var name = RequireText(meta, "model_name", shown);
        if (name is { Text: var text }) shown = $"Model '{text}'";
        var task = RequireText(meta, "task_type", shown);
        var files = Require(meta, "model_files", JsonKind.Object, shown, s_metaFields);
        var arch = meta["arch_type"];
        if (arch is { Kind: not (JsonKind.String or JsonKind.Null) })
        {
            Report(ProblemKinds.WrongModelValue, arch.Place, $"{shown} has the field 'arch_type', which is text; found {arch.Describe()}.");
            arch = null;
        }

        else if (arch is null && NearestName.Resembling("arch_type", meta.Members.Select(static member => member.Name).Except(s_metaFields, StringComparer.Ordinal)) is { } meant)
        {
            Report(ProblemKinds.MisspeltModelName, meta.Find(meant)!.NamePlace, $"{shown} has the field '{meant}'. Did you mean 'arch_type'?");
        }

        var read = files is null ? [] : ReadFiles(files, shown);
        var columns = ReadColumns(item, shown);
        if (name is null || task is null) return null;
        if (!_names.Add(name.Text))
        {
            Report(ProblemKinds.DuplicateModel, name.Place, $"The model '{name.Text}' appears twice; names differ in more than case.");
            return null;
        }

        return new(name.Text, name.Place, task.Text, arch is { Kind: JsonKind.String } ? arch.Text : null, read, columns);
    }

    private List<CatalogFile> ReadFiles(JsonNode files, string shown)
    {
        List<CatalogFile> read = [];
        foreach (var file in files.Members)
        {
            switch (file.Value)
            {
                case { Kind: JsonKind.String } path when path.Text.Trim().Length > 0:
                    read.Add(new(file.Name, file.NamePlace, path.Text));
                    break;
                case { Kind: JsonKind.Null }:
                    read.Add(new(file.Name, file.NamePlace, null));
                    break;
                default:
                    var found = file.Value.Kind == JsonKind.String ? "an empty text" : file.Value.Describe();
                    Report(ProblemKinds.WrongModelValue, file.Value.Place, $"{shown} has the file '{file.Name}', which is a path or an address; found {found}.");
                    break;
            }
        }

        if (files.Find(CatalogFile.CheckpointName) is null)
        {
            var near = NearestName.Closest(CatalogFile.CheckpointName, files.Members.Select(static member => member.Name));
            Report(ProblemKinds.MissingCheckpoint, PlaceOf(files, near), $"{shown} lacks the file 'checkpoint' in 'model_files'{Found(near)}.", "Write null for a model that is trained from scratch.");
        }

        return read;
    }

    private List<CatalogColumn> ReadColumns(JsonNode item, string shown)
    {
        List<CatalogColumn> columns = [];
        foreach (var column in item.Members.Where(static member => member.Name != "meta"))
        {
            if (column.Value.Kind is JsonKind.Array or JsonKind.Object)
            {
                Report(ProblemKinds.WrongModelValue, column.Value.Opening, $"{shown} has the column '{column.Name}', which is text, a number, true, false or null; found {column.Value.Describe()}.");
            }
            else
            {
                columns.Add(new(column.Name, column.NamePlace, column.Value.Kind, column.Value.Text));
            }
        }

        return columns;
    }

    private JsonNode? RequireText(JsonNode owner, string field, string shown)
    {
        if (Require(owner, field, JsonKind.String, shown, s_metaFields) is not { } value) return null;
        if (value.Text.Trim().Length > 0) return value;
        Report(ProblemKinds.WrongModelValue, value.Place, $"{shown} has the field '{field}', which is text; found an empty text.");
        return null;
    }

    private JsonNode? Require(JsonNode owner, string field, JsonKind kind, string shown, IReadOnlyList<string> known)
    {
        var value = owner[field];
        if (value is null)
        {
            var near = NearestName.Closest(field, owner.Members.Select(static member => member.Name).Except(known, StringComparer.Ordinal));
            Report(ProblemKinds.MissingModelField, PlaceOf(owner, near), $"{shown} lacks the field '{field}'{Found(near)}.");
            return null;
        }

        if (value.Kind == kind) return value;
        var expected = kind == JsonKind.String ? "text" : "an object";
        Report(ProblemKinds.WrongModelValue, value.Opening, $"{shown} has the field '{field}', which is {expected}; found {value.Describe()}.");
        return null;
    }

    /// <summary>Where a field that is missing is told of: at the name that was probably meant to be it, else where the object opens.</summary>
    private static Place PlaceOf(JsonNode owner, string? near) => near is not null && owner.Find(near) is { } member ? member.NamePlace : owner.Opening;

    private static string Found(string? near) => near is null ? "" : $"; found '{near}'";

    private void Report(ProblemKind kind, Place place, string message, string? hint = null) => _problems.Add(kind.At(_file, place, message, hint));
}
