using System.Buffers;
using System.Globalization;

namespace TrainApp.Vision.Conversion;

/// <summary>
/// Names of files of one folder that every file system takes and that differ, even without regard to case. Letters of
/// every script stay as they are. Names given in the same order are the same each time.
/// </summary>
internal sealed class SafeNames
{
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create("/\\:*?\"<>|");

    private readonly HashSet<string> _taken;

    /// <param name="reserved">Names that are not given.</param>
    public SafeNames(params ReadOnlySpan<string> reserved) => _taken = new([.. reserved], StringComparer.OrdinalIgnoreCase);

    /// <summary>A name like the given one; a number comes before its extension when it is taken.</summary>
    public string Take(string name)
    {
        var safe = Safe(name);
        if (_taken.Add(safe)) return safe;
        var extension = Path.GetExtension(safe);
        var stem = safe[..^extension.Length];
        for (var number = 2; ; number++)
        {
            var candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}{extension}");
            if (_taken.Add(candidate)) return candidate;
        }
    }

    /// <summary>The name without characters that some file system refuses.</summary>
    public static string Safe(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsControl(c) || s_forbidden.Contains(c) ? '_' : c)).Trim().TrimEnd('.');
        return safe.Trim('.').Length == 0 ? "_" : safe;
    }
}
