using System.Diagnostics.CodeAnalysis;
using TrainApp.Formats;

namespace TrainApp;

/// <summary>
/// Variables that a run was given beyond those of the app's hyperparameters file. A value may be read as <see cref="int"/>,
/// <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, an <see cref="IReadOnlyList{T}"/> of
/// one of them, or, for a section, as <see cref="HyperparameterExtra"/>.
/// </summary>
public sealed class HyperparameterExtra
{
    private readonly IReadOnlyDictionary<string, YamlNode> _values;

    internal HyperparameterExtra(IReadOnlyDictionary<string, YamlNode> values) => _values = values;

    /// <summary>No variables.</summary>
    public static HyperparameterExtra Empty { get; } = new(new Dictionary<string, YamlNode>(StringComparer.Ordinal));

    /// <summary>The variables' names.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Reads a variable.</summary>
    /// <exception cref="KeyNotFoundException">There is no variable of that name.</exception>
    /// <exception cref="FormatException">Its value is of another type.</exception>
    public T Get<T>(string name)
        where T : notnull
    {
        if (!_values.TryGetValue(name, out var node))
        {
            throw new KeyNotFoundException($"The run was given no variable '{name}'.{NearestName.Suggest(name, Names)}");
        }

        List<Problem> problems = [];
        return Read<T>(name, node, problems) is T value ? value : throw new FormatException(problems[0].Message);
    }

    /// <summary>Reads a variable, if it was given and is of the type.</summary>
    public bool TryGet<T>(string name, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        if (_values.TryGetValue(name, out var node) && Read<T>(name, node, []) is T found)
        {
            value = found;
            return true;
        }

        value = default;
        return false;
    }

    private static object? Read<T>(string name, YamlNode node, List<Problem> problems)
    {
        if (typeof(T) == typeof(HyperparameterExtra))
        {
            if (node is YamlMapping mapping) return new HyperparameterExtra(mapping.Entries.ToDictionary(entry => entry.Key.Value, entry => entry.Value, StringComparer.Ordinal));
            problems.Add(ProblemKinds.WrongType.At(null, null, $"Variable '{name}' was read as a section; found {node.Describe()}."));
            return null;
        }

        return FieldValue.Read(FieldOf<T>(name), node, file: null, problems);
    }

    private static SchemaField FieldOf<T>(string name)
    {
        var type = typeof(T);
        foreach (var (kind, scalar, list) in s_types)
        {
            if (type == scalar) return new(name, name, "", default) { Kind = kind };
            if (type == list) return new(name, name, "", default) { Kind = kind, IsList = true };
        }

        throw new NotSupportedException($"Variables cannot be read as {type.Name}; see the documentation of HyperparameterExtra for the types.");
    }

    private static readonly (FieldKind Kind, Type Scalar, Type List)[] s_types =
    [
        (FieldKind.Integer, typeof(int), typeof(IReadOnlyList<int>)),
        (FieldKind.Long, typeof(long), typeof(IReadOnlyList<long>)),
        (FieldKind.Float, typeof(double), typeof(IReadOnlyList<double>)),
        (FieldKind.Bool, typeof(bool), typeof(IReadOnlyList<bool>)),
        (FieldKind.Text, typeof(string), typeof(IReadOnlyList<string>)),
    ];
}
