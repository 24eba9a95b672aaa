using System.Collections.ObjectModel;
using TrainApp.Formats;

namespace TrainApp;

/// <summary>
/// Checked hyperparameters of one run, complete with defaults, from which generated code makes the app's typed record.
/// Keys are those of the YAML file.
/// </summary>
public sealed class HyperparameterValues
{
    private readonly IReadOnlyDictionary<string, object?> _values;

    internal HyperparameterValues(IReadOnlyDictionary<string, object?> values, HyperparameterExtra extra)
    {
        _values = values;
        Extra = extra;
    }

    /// <summary>Variables that the run was given and the app's file does not know.</summary>
    public HyperparameterExtra Extra { get; }

    /// <summary>A section.</summary>
    public HyperparameterValues Section(string key) => (HyperparameterValues)Find(key)!;

    /// <summary>A whole number of 32 bits.</summary>
    public int Int(string key) => (int)Find(key)!;

    /// <summary>A whole number of 64 bits.</summary>
    public long Long(string key) => (long)Find(key)!;

    /// <summary>A number.</summary>
    public double Double(string key) => (double)Find(key)!;

    /// <summary>True or false.</summary>
    public bool Bool(string key) => (bool)Find(key)!;

    /// <summary>Text.</summary>
    public string Text(string key) => (string)Find(key)!;

    /// <summary>A whole number of 32 bits, or null.</summary>
    public int? IntOrNull(string key) => (int?)Find(key);

    /// <summary>A whole number of 64 bits, or null.</summary>
    public long? LongOrNull(string key) => (long?)Find(key);

    /// <summary>A number, or null.</summary>
    public double? DoubleOrNull(string key) => (double?)Find(key);

    /// <summary>True, false or null.</summary>
    public bool? BoolOrNull(string key) => (bool?)Find(key);

    /// <summary>Text, or null.</summary>
    public string? TextOrNull(string key) => (string?)Find(key);

    /// <summary>Whole numbers of 32 bits.</summary>
    public IReadOnlyList<int> Ints(string key) => IntsOrNull(key)!;

    /// <summary>Whole numbers of 64 bits.</summary>
    public IReadOnlyList<long> Longs(string key) => LongsOrNull(key)!;

    /// <summary>Numbers.</summary>
    public IReadOnlyList<double> Doubles(string key) => DoublesOrNull(key)!;

    /// <summary>True and false.</summary>
    public IReadOnlyList<bool> Bools(string key) => BoolsOrNull(key)!;

    /// <summary>Texts.</summary>
    public IReadOnlyList<string> Texts(string key) => TextsOrNull(key)!;

    /// <summary>Whole numbers of 32 bits, or null.</summary>
    public IReadOnlyList<int>? IntsOrNull(string key) => List<int>(key);

    /// <summary>Whole numbers of 64 bits, or null.</summary>
    public IReadOnlyList<long>? LongsOrNull(string key) => List<long>(key);

    /// <summary>Numbers, or null.</summary>
    public IReadOnlyList<double>? DoublesOrNull(string key) => List<double>(key);

    /// <summary>True and false, or null.</summary>
    public IReadOnlyList<bool>? BoolsOrNull(string key) => List<bool>(key);

    /// <summary>Texts, or null.</summary>
    public IReadOnlyList<string>? TextsOrNull(string key) => List<string>(key);

    private ReadOnlyCollection<T>? List<T>(string key) => Find(key) is T[] items ? Array.AsReadOnly(items) : null;

    private object? Find(string key) => _values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"The app's hyperparameters have no key '{key}'.{NearestName.Suggest(key, _values.Keys)}");
}
