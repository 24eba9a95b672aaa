using System.Globalization;

namespace TrainApp.Formats;

/// <summary>Reads the value of a hyperparameter as its schema wants it. The compiler reads defaults by it and the host reads what is given for a run.</summary>
internal static class FieldValue
{
    /// <summary>Reads a value.</summary>
    /// <param name="field">The schema.</param>
    /// <param name="node">The value.</param>
    /// <param name="file">The file's name for problems.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The value as <see cref="SchemaField.Default"/> describes it, or null when there is none or it is wrong.</returns>
    public static object? Read(SchemaField field, YamlNode node, string? file, ICollection<Problem> problems)
    {
        var before = problems.Count;
        var value = ReadAny(field, node, (kind, at, message, hint) => problems.Add(kind.At(file, at.Place, message, hint)));
        return problems.Count == before ? value : null;
    }

    private delegate void Report(ProblemKind kind, YamlNode at, string message, string? hint = null);

    private static object? ReadAny(SchemaField field, YamlNode node, Report report)
    {
        switch (node)
        {
            case YamlScalar { Kind: ScalarKind.Null } when field.IsNullable:
                return null;
            case YamlSequence list when field.IsList:
                return field.Kind switch
                {
                    FieldKind.Integer => ReadList<int>(field, list, report),
                    FieldKind.Long => ReadList<long>(field, list, report),
                    FieldKind.Float => ReadList<double>(field, list, report),
                    FieldKind.Bool => ReadList<bool>(field, list, report),
                    _ => ReadList<string>(field, list, report),
                };
            case YamlScalar scalar when !field.IsList:
                return ReadScalar(field, scalar, report);
            default:
                report(ProblemKinds.WrongType, node, $"Hyperparameter '{field.Path}' is {field.Describe()}; found {node.Describe()}.");
                return null;
        }
    }

    private static T[] ReadList<T>(SchemaField field, YamlSequence list, Report report)
    {
        List<T> items = [];
        foreach (var item in list.Items)
        {
            if (item is not YamlScalar scalar)
            {
                report(ProblemKinds.WrongType, item, $"Hyperparameter '{field.Path}' is {field.Describe()}; found {item.Describe()} in it.");
            }
            else if (ReadScalar(field, scalar, report) is T value)
            {
                items.Add(value);
            }
        }

        return [.. items];
    }

    private static object? ReadScalar(SchemaField field, YamlScalar scalar, Report report)
    {
        var value = Convert(field, scalar, report);
        if (value is null) return null;
        if (field.Range is { } range && scalar.Kind is ScalarKind.Integer or ScalarKind.Float && !range.Contains(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)))
        {
            report(ProblemKinds.OutOfRange, scalar, $"Hyperparameter '{field.Path}' must be {range.Describe()}; found {scalar.Value}.");
        }

        if (field.Choices.Count > 0 && !field.Choices.Any(choice => IsChoice(field, choice, value)))
        {
            var suggestion = value is string text ? NearestName.Suggest(text, field.Choices) : "";
            report(ProblemKinds.NotAChoice, scalar, $"Hyperparameter '{field.Path}' is one of {string.Join(", ", field.Choices)}; found '{scalar.Value}'.{suggestion}");
        }

        return value;
    }

    private static object? Convert(SchemaField field, YamlScalar scalar, Report report)
    {
        switch (field.Kind, scalar.Kind)
        {
            case (FieldKind.Bool, ScalarKind.Bool):
                return scalar.Value[0] is 't' or 'T';
            case (FieldKind.Text or FieldKind.Choice, ScalarKind.Text):
                return scalar.Value;
            case (FieldKind.Float, ScalarKind.Integer or ScalarKind.Float):
                if (CoreSchema.TryNumber(scalar.Value, out var number)) return number;
                report(ProblemKinds.WrongType, scalar, $"Hyperparameter '{field.Path}' is too large for a number of 64 bits; found {scalar.Value}.");
                return null;
            case (FieldKind.Integer or FieldKind.Long, ScalarKind.Integer):
                var bits = field.Kind == FieldKind.Integer ? 32 : 64;
                if (CoreSchema.TryInteger(scalar.Value, out var integer))
                {
                    if (bits == 64) return integer;
                    if (integer is >= int.MinValue and <= int.MaxValue) return (int)integer;
                }

                report(ProblemKinds.WrongType, scalar, $"Hyperparameter '{field.Path}' is too large for a whole number of {bits} bits; found {scalar.Value}.",
                    bits == 32 ? "Write '# long' behind its default to accept larger numbers." : null);
                return null;
            default:
                report(ProblemKinds.WrongType, scalar, $"Hyperparameter '{field.Path}' is {field.Describe()}; found {scalar.Describe()}.", Hint(field, scalar));
                return null;
        }
    }

    private static string? Hint(SchemaField field, YamlScalar scalar) => (field.Kind, scalar.Kind) switch
    {
        (FieldKind.Integer or FieldKind.Long, ScalarKind.Float) => "Write '# float' behind its default to accept fractions.",
        (FieldKind.Text or FieldKind.Choice, ScalarKind.Null) => "Write '# string?' behind its default to accept none.",
        (FieldKind.Text or FieldKind.Choice, _) => "Put it in quotes to make it text.",
        (_, ScalarKind.Null) => "Write '?' behind the type in its comment to accept none.",
        (FieldKind.Bool, ScalarKind.Text) => "YAML 1.2 knows only the words true and false.",
        (_, ScalarKind.Text) when !scalar.IsPlain => "Leave the quotes away to make it a number.",
        _ => null,
    };

    private static bool IsChoice(SchemaField field, string choice, object value) => field.Kind is FieldKind.Text or FieldKind.Choice
        ? choice == (string)value
        : CoreSchema.TryNumber(choice, out var number) && number.Equals(System.Convert.ToDouble(value, CultureInfo.InvariantCulture));
}
