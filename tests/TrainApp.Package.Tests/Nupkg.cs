using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TrainApp.Package.Tests;

/// <summary>A packed package.</summary>
internal sealed class Nupkg : IDisposable
{
    private readonly ZipArchive _archive;

    public Nupkg(string feed, string id, string version) => _archive = ZipFile.OpenRead(Path.Combine(feed, $"{id}.{version}.nupkg"));

    public IReadOnlyList<string> Files => [.. _archive.Entries.Select(entry => entry.FullName)];

    /// <summary>Dependencies of the net10.0 group: id → version.</summary>
    public IReadOnlyDictionary<string, string> Dependencies
    {
        get
        {
            using var stream = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            return XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency")
                .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value, StringComparer.Ordinal);
        }
    }

    /// <summary>The shared frameworks that an app gets with it.</summary>
    public IReadOnlyList<string> Frameworks
    {
        get
        {
            using var stream = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "frameworkReference").Select(element => element.Attribute("name")!.Value)];
        }
    }

    /// <summary>Names of the resources in an assembly.</summary>
    public IReadOnlyList<string> Resources(string file)
    {
        using var stream = _archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var assembly = new PEReader(copy);
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name))];
    }

    /// <summary>The bytes of every file that the packer does not name or stamp anew each time.</summary>
    public IReadOnlyDictionary<string, string> Contents => _archive.Entries
        .Where(entry => !entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal) && entry.FullName != "_rels/.rels")
        .ToDictionary(entry => entry.FullName, Hash, StringComparer.Ordinal);

    public void Dispose() => _archive.Dispose();

    private static string Hash(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(stream));
    }
}
