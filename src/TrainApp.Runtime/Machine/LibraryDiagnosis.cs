using System.Runtime.InteropServices;

namespace TrainApp.Machine;

/// <summary>
/// Finds out why libraries of Linux are not loaded: follows what they need from file to file, as the system's loader does. No other
/// program is started for it. Libraries of the system are found by loading them.
/// </summary>
internal sealed class LibraryDiagnosis(string folder)
{
    private const int X64 = 62, Arm64 = 183;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<LibraryFault> _faults = [];

    /// <summary>Damage that the loader would crash on, in a library or in those beside it that it needs.</summary>
    public static IReadOnlyList<LibraryFault> FindDamage(string library, string folder)
    {
        var diagnosis = new LibraryDiagnosis(folder);
        diagnosis.Follow(library, Path.GetFileName(library), asksSystem: false);
        return diagnosis._faults;
    }

    /// <summary>Everything that keeps a library from being loaded.</summary>
    public static IReadOnlyList<LibraryFault> Explain(string library, string folder)
    {
        var diagnosis = new LibraryDiagnosis(folder);
        diagnosis.Follow(library, Path.GetFileName(library), asksSystem: true);
        return diagnosis._faults;
    }

    private void Follow(string path, string neededBy, bool asksSystem)
    {
        if (!_seen.Add(path)) return;
        if (ElfLibrary.Read(path, out var damage) is not { } library)
        {
            _faults.Add(new LibraryFault(damage == ElfDamage.CutOff ? LibraryFaultKind.CutOff : LibraryFaultKind.NoLibrary, path, neededBy));
            return;
        }

        if (library.Architecture != OurArchitecture())
        {
            _faults.Add(new LibraryFault(LibraryFaultKind.OtherArchitecture, path, neededBy, Name(library.Architecture)));
            return;
        }

        foreach (var name in library.Needed)
        {
            var beside = Beside(path, name, library.SearchPaths);
            if (beside is not null) Follow(beside, Path.GetFileName(path), asksSystem);
            if (asksSystem) AskFor(name, beside, path, library);
        }
    }

    private void AskFor(string name, string? beside, string path, ElfLibrary library)
    {
        if (beside is null && !NativeLibrary.TryLoad(name, out _))
        {
            if (!_faults.Exists(fault => fault.Library == name)) _faults.Add(new LibraryFault(LibraryFaultKind.Missing, name, Path.GetFileName(path)));
            return;
        }

        if ((beside ?? LoadedFrom(name)) is not { } provider || ElfLibrary.Read(provider, out _) is not { } found) return;
        foreach (var (_, version) in library.VersionsNeeded.Where(need => need.Library == name && !found.VersionsOffered.Contains(need.Version)))
            _faults.Add(new LibraryFault(LibraryFaultKind.VersionMissing, provider, Path.GetFileName(path), version));
    }

    private string? Beside(string path, string name, IReadOnlyList<string> searchPaths)
    {
        var own = Path.GetDirectoryName(path)!;
        return searchPaths.Select(search => search.Replace("$ORIGIN", own, StringComparison.Ordinal).Replace("${ORIGIN}", own, StringComparison.Ordinal))
            .Concat([own, folder])
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The file that the loader took for a name.</summary>
    private static string? LoadedFrom(string name) => File.ReadLines("/proc/self/maps")
        .Where(line => line.Contains('/', StringComparison.Ordinal))
        .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..])
        .FirstOrDefault(path => Path.GetFileName(path).StartsWith(Path.GetFileName(name), StringComparison.Ordinal));

    private static int OurArchitecture() => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Arm64 : X64;

    private static string Name(int architecture) => architecture switch
    {
        X64 => "x64",
        Arm64 => "Arm64",
        3 => "x86",
        40 => "Arm",
        _ => "another processor",
    };
}
