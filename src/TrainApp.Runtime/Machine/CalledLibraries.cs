using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace TrainApp.Machine;

/// <summary>Finds the native libraries that managed assemblies name in their imports.</summary>
internal static class CalledLibraries
{
    /// <summary>Paths of those that lie in an app's folder.</summary>
    public static IEnumerable<string> Beside(string folder) => Directory.EnumerateFiles(folder, "*.dll")
        .SelectMany(ImportsOf)
        .Select(name => Find(folder, name))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>Path of the library that managed code calls by a name; null when it is not there.</summary>
    public static string? Find(string folder, string name) =>
        NativeFolders(folder).SelectMany(place => Spellings(name).Select(file => Path.Combine(place, file))).FirstOrDefault(File.Exists);

    /// <summary>Where native libraries of an app lie.</summary>
    public static IReadOnlyList<string> NativeFolders(string folder) => [folder, Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native")];

    /// <summary>How a library may be called on this system, the usual one first.</summary>
    public static IReadOnlyList<string> Spellings(string name) => OperatingSystem.IsWindows() ? [$"{name}.dll", name]
        : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", $"{name}.dylib", name]
        : name.StartsWith("lib", StringComparison.Ordinal) ? [$"{name}.so", name] : [$"lib{name}.so", $"{name}.so", name];

    private static List<string> ImportsOf(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        try
        {
            if (!file.HasMetadata) return [];
            var metadata = file.GetMetadataReader();
            return [.. Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
                .Select(row => metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name))];
        }
        catch (BadImageFormatException)
        {
            // A native library of this system.
            return [];
        }
    }
}
