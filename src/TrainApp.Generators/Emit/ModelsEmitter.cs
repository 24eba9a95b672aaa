using System.Globalization;
using TrainApp.Formats;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>What the generator makes of the model list.</summary>
/// <param name="Artefact">The catalog.</param>
/// <param name="Files">The files beyond the checkpoint that models have.</param>
internal sealed record ModelsArtefact(Artefact Artefact, EquatableArray<ModelFileName> Files);

/// <summary>A file that models have.</summary>
/// <param name="Name">Its name in <c>model_files</c>.</param>
/// <param name="Member">Its name in C#.</param>
/// <param name="IsAlwaysGiven">Whether every model has it.</param>
internal sealed record ModelFileName(string Name, string Member, bool IsAlwaysGiven);

/// <summary>Writes the catalog of models.</summary>
internal sealed class ModelsEmitter
{
    private static readonly string[] s_entryMembers = ["ModelEntry", "Name", "TaskType", "ArchType", "Checkpoint", "Files", "Columns"];
    private readonly SourceWriter _writer;
    private readonly List<Problem> _problems = [];

    private ModelsEmitter(SourceWriter writer) => _writer = writer;

    public static ModelsArtefact Emit(FileSource source)
    {
        var catalog = source.Text is null ? new ModelCatalog([], []) : ModelCatalogReader.Read(source.Text, source.Path);
        var emitter = new ModelsEmitter(SourceWriter.File(source.Namespace));
        if (source.Missing is { } missing) emitter._problems.Add(missing);
        emitter._problems.AddRange(catalog.Problems);
        var scope = new NameScope(s_entryMembers);
        var columns = emitter.NameColumns(catalog, scope);
        var files = emitter.NameFiles(catalog, scope);
        emitter.WriteEntry(columns, files);
        emitter.WriteCatalog(catalog, columns, source.Name);
        return new(new(source, emitter._writer.ToString(), emitter._problems.ToEquatableArray()), files.ToEquatableArray());
    }

    private List<ModelColumn> NameColumns(ModelCatalog catalog, NameScope scope)
    {
        List<ModelColumn> columns = [];
        foreach (var sameName in catalog.Models.SelectMany(static model => model.Columns).GroupBy(static column => column.Name, StringComparer.Ordinal))
        {
            var member = Identifier.Of(sameName.Key);
            // A heading is free to be "Name"; the entry's own members keep theirs.
            if (s_entryMembers.Contains(member, StringComparer.Ordinal)) member += "Column";
            if (scope.Take(sameName.Key, member) is { } clash)
            {
                _problems.Add(ProblemKinds.ModelNameClash.At(null, sameName.First().NamePlace, $"The column '{sameName.Key}' {clash}."));
                continue;
            }

            columns.Add(ModelColumn.Of(sameName.Key, member, [.. sameName], catalog.Models.Count));
        }

        return columns;
    }

    private List<ModelFileName> NameFiles(ModelCatalog catalog, NameScope scope)
    {
        List<ModelFileName> files = [];
        var extensions = new NameScope("ModelFiles", "TrainSessionExtensions", "Checkpoint", "Names", "Item");
        foreach (var sameName in catalog.Models.SelectMany(static model => model.Files).GroupBy(static file => file.Name, StringComparer.Ordinal))
        {
            if (sameName.Key == CatalogFile.CheckpointName) continue;
            var member = Identifier.Of(sameName.Key);
            if ((extensions.Take(sameName.Key, member) ?? scope.Take(sameName.Key, member + "File")) is { } clash)
            {
                _problems.Add(ProblemKinds.ModelNameClash.At(null, sameName.First().NamePlace, $"The model file '{sameName.Key}' {clash}."));
                continue;
            }

            files.Add(new(sameName.Key, member, sameName.Count(static file => file.Path is not null) == catalog.Models.Count));
        }

        return files;
    }

    private void WriteEntry(List<ModelColumn> columns, List<ModelFileName> files)
    {
        _writer.OpenType("A model of the app, with its own columns and files.", "public sealed partial record ModelEntry : global::TrainApp.ModelInfo");
        foreach (var column in columns)
        {
            _writer.Gap();
            _writer.Summary($"Column <c>{Literal.Xml(column.Name)}</c>.");
            _writer.Line($"public {column.Type} {column.Member} {{ get; init; }}{(column.Type == "string" ? " = \"\";" : "")}");
        }

        foreach (var file in files)
        {
            _writer.Gap();
            _writer.Summary($"The file <c>{Literal.Xml(file.Name)}</c> as it is written in the list; null when the model has none.");
            _writer.Line($"public string? {file.Member}File => Files.TryGetValue({Literal.Text(file.Name)}, out var path) ? path : null;");
        }

        _writer.Close();
    }

    private void WriteCatalog(ModelCatalog catalog, List<ModelColumn> columns, string file)
    {
        var scope = new NameScope("All", "Models");
        List<string> members = [];
        _writer.OpenType($"The models of the app, by <c>{Literal.Xml(file)}</c>.", "public static class Models");
        foreach (var model in catalog.Models)
        {
            var member = Identifier.Of(model.Name);
            if (scope.Take(model.Name, member) is { } clash)
            {
                _problems.Add(ProblemKinds.ModelNameClash.At(null, model.NamePlace, $"The model '{model.Name}' {clash}."));
                continue;
            }

            members.Add(member);
            WriteModel(model, member, columns);
        }

        _writer.Gap();
        _writer.Summary("Every model, in file order.");
        _writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<ModelEntry> All {{ get; }} = [{string.Join(", ", members)}];");
        _writer.Close();
    }

    private void WriteModel(CatalogModel model, string member, List<ModelColumn> columns)
    {
        _writer.Gap();
        _writer.Summary($"<c>{Literal.Xml(model.Name)}</c>: {Literal.Xml(model.TaskType)}.");
        _writer.Open($"public static ModelEntry {member} {{ get; }} = new()");
        _writer.Line($"Name = {Literal.Text(model.Name)},");
        _writer.Line($"TaskType = {Literal.Text(model.TaskType)},");
        if (model.ArchType is { } arch) _writer.Line($"ArchType = {Literal.Text(arch)},");
        _writer.Line($"Checkpoint = {Literal.Text(model.Checkpoint)},");
        var files = string.Join(", ", model.Files.Select(static file => $"[{Literal.Text(file.Name)}] = {Literal.Text(file.Path)}"));
        _writer.Line($"Files = new global::System.Collections.Generic.Dictionary<string, string?>(global::System.StringComparer.Ordinal) {{ {files} }},");
        _writer.Line($"Columns = [{string.Join(", ", model.Columns.Select(static column => $"new({Literal.Text(column.Name)}, {ModelColumn.Untyped(column)})"))}],");
        foreach (var column in columns)
        {
            if (model.Columns.FirstOrDefault(c => c.Name == column.Name) is { Kind: not JsonKind.Null } value) _writer.Line($"{column.Member} = {column.Typed(value)},");
        }

        _writer.Close("};");
    }
}
