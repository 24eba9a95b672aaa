using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace TrainApp.CommandLine;

/// <summary>Finds the native libraries that managed assemblies name in their imports.</summary>
internal static class CalledLibraries
{
    /// <summary>Paths of those that lie in an app's folder.</summary>
    public static IEnumerable<string> Beside(string folder)
    {
        var native = new[] { folder, Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native") };
        return Directory.EnumerateFiles(folder, "*.dll")
            .SelectMany(ImportsOf)
            .SelectMany(name => native.SelectMany(directory => Spellings(name).Select(file => Path.Combine(directory, file))))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Spellings(string name) => OperatingSystem.IsWindows() ? [$"{name}.dll", name]
        : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", $"{name}.dylib", name]
        : [$"lib{name}.so", $"{name}.so", name];

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
