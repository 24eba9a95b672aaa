using System.Globalization;
using TrainApp.Formats;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>Writes the records of an app's hyperparameters and their binding.</summary>
internal sealed class HyperparametersEmitter
{
    private const string Extra = "global::TrainApp.HyperparameterExtra";
    private readonly SourceWriter _writer;
    private readonly List<Problem> _problems = [];

    private HyperparametersEmitter(SourceWriter writer) => _writer = writer;

    public static Artefact Emit(FileSource source)
    {
        var schema = source.Text is null ? null : HyperparameterSchemaReader.Read(source.Text, source.Path);
        var emitter = new HyperparametersEmitter(SourceWriter.File(source.Namespace));
        if (source.Missing is { } missing) emitter._problems.Add(missing);
        emitter._problems.AddRange(schema?.Problems ?? []);
        var binding = emitter.WriteRecord("Hyperparameters", "Hyperparameters", $"The hyperparameters of the app, by <c>{Literal.Xml(source.Name)}</c>.", schema?.Root.Items ?? [], "values", 2);
        emitter.WriteSource(source, binding);
        return new(source, emitter._writer.ToString(), emitter._problems.ToEquatableArray());
    }

    /// <summary>Writes a record and returns the code that makes one of checked values.</summary>
    private string WriteRecord(string name, string fullName, string summary, IReadOnlyList<SchemaItem> items, string values, int depth)
    {
        var scope = new NameScope("Extra", name);
        var bindings = new List<string>();
        _writer.OpenType(summary, $"public sealed partial record {name}");
        foreach (var item in items)
        {
            var property = Identifier.Of(item.Key);
            var nested = item switch
            {
                SchemaSection => property + "Section",
                SchemaField { Kind: FieldKind.Choice, IsList: false } => property + "Choice",
                _ => null,
            };
            string[] names = nested is null ? [property] : [property, nested];
            if (scope.Take(item.Key, names) is { } clash)
            {
                _problems.Add(ProblemKinds.HyperparameterNameClash.At(null, item.KeyPlace, $"Hyperparameter '{item.Path}' {clash}."));
                continue;
            }

            bindings.Add($"{property} = {WriteItem(item, property, nested, fullName, values, depth + 1)},");
        }

        _writer.Gap();
        _writer.Summary("Variables that the run was given and the file does not know.");
        _writer.Line($"public {Extra} Extra {{ get; init; }} = {Extra}.Empty;");
        _writer.Close();
        bindings.Add($"Extra = {values}.Extra,");
        var indent = new string(' ', depth * 4);
        return $"new()\n{indent}{{\n{string.Concat(bindings.Select(binding => $"{indent}    {binding}\n"))}{indent}}}";
    }

    private string WriteItem(SchemaItem item, string property, string? nested, string owner, string values, int depth)
    {
        var key = Literal.Text(item.Key);
        if (item is SchemaSection section)
        {
            _writer.Gap();
            _writer.Summary(Describe(item));
            _writer.Line($"public {nested} {property} {{ get; init; }} = new();");
            return WriteRecord(nested!, $"{owner}.{nested}", Describe(item), section.Items, $"{values}.Section({key})", depth);
        }

        var field = (SchemaField)item;
        if (nested is null)
        {
            WriteProperty(field, TypeOf(field), property, Default(field));
            return $"{values}.{Getter(field)}({key})";
        }

        var choices = WriteChoices(field, nested);
        WriteProperty(field, nested + (field.IsNullable ? "?" : ""), property, field.Default is string text && choices.TryGetValue(text, out var member) ? $"{nested}.{member}" : "default");
        var nullable = field.IsNullable ? "OrNull" : "";
        var cases = string.Concat(choices.Select(choice => $"{Literal.Text(choice.Key)} => {owner}.{nested}.{choice.Value}, "));
        var none = field.IsNullable ? $"null => default({owner}.{nested}?), " : "";
        return $"{values}.Text{nullable}({key}) switch {{ {none}{cases}var other => throw new global::System.InvalidOperationException(other) }}";
    }

    private void WriteProperty(SchemaField field, string type, string property, string value)
    {
        _writer.Gap();
        _writer.Summary(Describe(field));
        var written = field.Default is null ? "none" : Literal.Xml(field.IsList ? $"[{string.Join(", ", field.Written)}]" : field.Written[0]);
        var range = field.Range is { } limits ? $", {Literal.Xml(limits.Describe())}" : "";
        _writer.Line($"/// <remarks><c>{Literal.Xml(field.Path)}</c>, by default {written}{range}.</remarks>");
        _writer.Line($"public {type} {property} {{ get; init; }} = {value};");
    }

    private Dictionary<string, string> WriteChoices(SchemaField field, string name)
    {
        var scope = new NameScope();
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        _writer.OpenType($"What <c>{Literal.Xml(field.Path)}</c> may be.", $"public enum {name}");
        foreach (var choice in field.Choices)
        {
            var member = Identifier.Of(choice);
            if (scope.Take(choice, member) is { } clash)
            {
                _problems.Add(ProblemKinds.HyperparameterNameClash.At(null, field.ValuePlace, $"The choice '{choice}' of hyperparameter '{field.Path}' {clash}."));
                continue;
            }

            members[choice] = member;
            _writer.Gap();
            _writer.Summary($"<c>{Literal.Xml(choice)}</c>");
            _writer.Line($"{member},");
        }

        _writer.Close();
        return members;
    }

    private void WriteSource(FileSource source, string binding)
    {
        _writer.OpenType("The hyperparameters as the app was compiled with them.", "internal static class HyperparametersSource");
        _writer.Line($"public const string FileName = {Literal.Text(source.Name)};");
        _writer.Line();
        _writer.Line("public const string Text =");
        _writer.Verbatim(Literal.LongText(source.Text ?? "") + ";");
        _writer.Line();
        _writer.Line("public static Hyperparameters Bind(global::TrainApp.HyperparameterValues values)");
        _writer.Line("{");
        _writer.Line($"    return {binding};");
        _writer.Line("}");
        _writer.Close();
    }

    private static string Describe(SchemaItem item) => item.Description.Length > 0 ? Literal.Xml(item.Description) : $"<c>{Literal.Xml(item.Key)}</c>";

    private static string TypeOf(SchemaField field)
    {
        var element = field.Kind switch
        {
            FieldKind.Integer => "int",
            FieldKind.Long => "long",
            FieldKind.Float => "double",
            FieldKind.Bool => "bool",
            _ => "string",
        };
        return (field.IsList ? $"global::System.Collections.Generic.IReadOnlyList<{element}>" : element) + (field.IsNullable ? "?" : "");
    }

    private static string Getter(SchemaField field)
    {
        var name = field.Kind switch
        {
            FieldKind.Integer => "Int",
            FieldKind.Long => "Long",
            FieldKind.Float => "Double",
            FieldKind.Bool => "Bool",
            _ => "Text",
        };
        return name + (field.IsList ? "s" : "") + (field.IsNullable ? "OrNull" : "");
    }

    private static string Default(SchemaField field)
    {
        // A wrong default has been reported; the type stays, so that code that reads it is not wrong too.
        if (field.Default is null) return field.IsNullable ? "null" : field.IsList ? "[]" : field.Kind is FieldKind.Text or FieldKind.Choice ? "\"\"" : "default";
        if (!field.IsList) return Element(field.Default, field.Written[0]);
        var elements = ((System.Collections.IEnumerable)field.Default).Cast<object>().Zip(field.Written, Element);
        return $"[{string.Join(", ", elements)}]";
    }

    private static string Element(object value, string written) => value switch
    {
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double => Literal.Double(written),
        bool flag => Literal.Bool(flag),
        _ => Literal.Text((string)value),
    };
}
