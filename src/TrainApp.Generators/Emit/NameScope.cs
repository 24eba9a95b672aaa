using TrainApp.Formats;

namespace TrainApp.Generators.Emit;

/// <summary>The names of one type's members; each can be taken once.</summary>
internal sealed class NameScope
{
    /// <summary>What every type has, and what C# forbids in records.</summary>
    private static readonly string[] s_reserved =
        ["Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize", "EqualityContract", "PrintMembers", "Clone", "Deconstruct"];

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    public NameScope(params string[] reserved)
    {
        foreach (var name in s_reserved.Concat(reserved)) _taken[name] = "";
    }

    /// <summary>Whether a name is free.</summary>
    public bool IsFree(string name) => !_taken.ContainsKey(name);

    /// <summary>Takes names for something of a file.</summary>
    /// <param name="source">Its name in the file.</param>
    /// <param name="names">The C# names that it needs.</param>
    /// <returns>Null, or why it cannot have them: the end of a sentence.</returns>
    public string? Take(string source, params string[] names)
    {
        foreach (var name in names)
        {
            if (_taken.TryGetValue(name, out var other))
            {
                return other.Length == 0 ? $"is called '{name}' in C#, which means something else there" : $"is called '{name}' in C#, and so is '{other}'";
            }
        }

        foreach (var name in names) _taken[name] = source;
        return null;
    }
}
