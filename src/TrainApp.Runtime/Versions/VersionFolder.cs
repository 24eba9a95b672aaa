using System.Globalization;
using System.Text.Json;
using TrainApp.Cache;
using TrainApp.Files;

namespace TrainApp.Versions;

/// <summary>What a workspace keeps of a project's versions, below <c>projects/{id}</c>. It stays when the cache is emptied.</summary>
internal sealed class VersionFolder(Workspace workspace, long projectId)
{
    private readonly string _project = Path.Combine(workspace.Projects, projectId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Contents of annotations, packed.</summary>
    public string Annotations => Path.Combine(_project, "annotations");

    /// <summary>Whoever restores a version holds it.</summary>
    public string Lock => Path.Combine(_project, "restoring.lock");

    /// <summary>Where versions are restored, a folder each.</summary>
    public string Restored => Path.Combine(workspace.Cache, "versions", projectId.ToString(CultureInfo.InvariantCulture));

    private string Manifests => Path.Combine(_project, "versions");

    /// <summary>The copy of an image that versions keep, if they do.</summary>
    public string ImageOf(ContentHash hash)
    {
        var name = hash.ToString();
        return Path.Combine(_project, "images", name[..2], name);
    }

    /// <summary>The numbers that there are, rising.</summary>
    public IReadOnlyList<int> Numbers() => Directory.Exists(Manifests)
        ? [.. Directory.EnumerateFiles(Manifests, "*.json")
            .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order()]
        : [];

    /// <exception cref="ProjectException">The manifest is damaged.</exception>
    public VersionManifest Read(int number)
    {
        var file = FileOf(number);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), VersionJson.Default.VersionManifest)!;
        }
        catch (Exception cause) when (cause is IOException or JsonException)
        {
            throw new ProjectException($"The version {number.ToString(CultureInfo.InvariantCulture)} cannot be read: {cause.Message}", file, innerException: cause);
        }
    }

    /// <summary>The newest version when it has this id, else a new one.</summary>
    /// <param name="id">What identifies the content.</param>
    /// <param name="make">Makes the manifest of a number.</param>
    public ProjectVersion Add(string id, Func<int, VersionManifest> make)
    {
        Directory.CreateDirectory(Manifests);
        while (true)
        {
            var newest = Numbers() is [.., var last] ? last : 0;
            if (newest > 0 && string.Equals(IdOf(newest), id, StringComparison.Ordinal)) return new(id, newest);
            var manifest = make(newest + 1);
            // False when another start was first: it may have met the same data.
            if (AtomicFile.TryWriteNew(FileOf(newest + 1), stream => JsonSerializer.Serialize(stream, manifest, VersionJson.Default.VersionManifest))) return new(id, newest + 1);
        }
    }

    private string? IdOf(int number)
    {
        try
        {
            using var stream = File.OpenRead(FileOf(number));
            return JsonSerializer.Deserialize(stream, VersionJson.Default.VersionHead)?.Id;
        }
        catch (JsonException)
        {
            return null; // Damaged by somebody: what is there now becomes a version of its own.
        }
    }

    private string FileOf(int number) => Path.Combine(Manifests, number.ToString(CultureInfo.InvariantCulture) + ".json");
}
