using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;
using TrainApp.Platform;

namespace TrainApp.Projects;

/// <summary>What a workspace knows of a project, <c>projects/{id}/project.json</c>.</summary>
/// <param name="Id">The project's id in this workspace.</param>
/// <param name="Path">Its folder, without links.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fingerprint">Its content at its latest use.</param>
/// <param name="Created">When it was first used.</param>
internal sealed record RegisteredProject(long Id, string Path, string Name, string Fingerprint, DateTimeOffset Created);

/// <summary>
/// Gives project folders their ids. Folders are the registry: an id is a folder that one process alone could create.
/// One process at a time registers, so that two never give one project two ids.
/// </summary>
internal sealed class ProjectRegistry(string workspace)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    private readonly string _projects = Path.Combine(workspace, "projects");

    /// <summary>
    /// The project's entry: found by its folder; else by its content, when the folder that had it is gone; else made,
    /// with the id that the project's <c>img_info</c> carries if it is free, or the next number.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="fingerprint">Its <see cref="ProjectFingerprint"/>.</param>
    /// <param name="cancellationToken">Ends waiting for another process.</param>
    /// <exception cref="ProjectException">The workspace cannot be written to.</exception>
    public RegisteredProject Register(Project project, string fingerprint, CancellationToken cancellationToken = default)
    {
        try
        {
            Directory.CreateDirectory(_projects);
            using var alone = Lock(cancellationToken);
            return RegisterAlone(project, fingerprint);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var message = $"The project '{project.Directory}' cannot be registered in '{workspace}': {cause.Message}";
            throw new ProjectException(message, workspace, innerException: cause);
        }
    }

    /// <summary>The entry that <see cref="Register"/> would find; null where it would make one. Nothing is written.</summary>
    /// <param name="project">The project.</param>
    /// <param name="fingerprint">Its <see cref="ProjectFingerprint"/>, asked for only when a project has gone from its place.</param>
    public RegisteredProject? Recognize(Project project, Lazy<string> fingerprint)
    {
        var path = RealPath.Of(project.Directory);
        var entries = List();
        return OfPath(entries, path) ?? Moved(entries, fingerprint);
    }

    /// <summary>The entry of an id, or null.</summary>
    public RegisteredProject? Find(long id) => Read(Path.Combine(_projects, id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The entry of a folder, which need not exist any more; null when it was never used.</summary>
    public RegisteredProject? FindAt(string directory)
    {
        var path = RealPath.Of(directory);
        return List().FirstOrDefault(entry => string.Equals(entry.Path, path, StringComparison.Ordinal));
    }

    /// <summary>All entries, by id.</summary>
    public IReadOnlyList<RegisteredProject> List() => Directory.Exists(_projects)
        ? [.. Directory.EnumerateDirectories(_projects).Select(Read).OfType<RegisteredProject>().OrderBy(entry => entry.Id)]
        : [];

    private RegisteredProject RegisterAlone(Project project, string fingerprint)
    {
        var path = RealPath.Of(project.Directory);
        var entries = List();
        if (OfPath(entries, path) is { } same)
            return string.Equals(same.Fingerprint, fingerprint, StringComparison.Ordinal) ? same : Save(same with { Fingerprint = fingerprint });
        if (Moved(entries, new Lazy<string>(fingerprint)) is { } moved)
            return Save(moved with { Path = path, Name = project.Name });
        return Save(new(ClaimId(project.Ids.Project), path, project.Name, fingerprint, DateTimeOffset.UtcNow));
    }

    private static RegisteredProject? OfPath(IReadOnlyList<RegisteredProject> entries, string path) =>
        entries.FirstOrDefault(entry => string.Equals(entry.Path, path, StringComparison.Ordinal));

    private static RegisteredProject? Moved(IReadOnlyList<RegisteredProject> entries, Lazy<string> fingerprint) =>
        entries.FirstOrDefault(entry => !Directory.Exists(entry.Path) && string.Equals(entry.Fingerprint, fingerprint.Value, StringComparison.Ordinal));

    private long ClaimId(long? carried)
    {
        if (carried is > 0 and { } own && !Numbers(Trash).Contains(own) && TryClaim(own)) return own;
        var next = Numbers(_projects).Concat(Numbers(Trash)).Append(0).Max() + 1;
        while (!TryClaim(next)) next++;
        return next;
    }

    private string Trash => Path.Combine(workspace, "trash", "projects");

    private bool TryClaim(long id) => DurableDirectory.TryCreateNew(Path.Combine(_projects, id.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<long> Numbers(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateDirectories(directory)
            .Select(path => long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        : [];

    private RegisteredProject Save(RegisteredProject entry)
    {
        var file = Path.Combine(_projects, entry.Id.ToString(CultureInfo.InvariantCulture), "project.json");
        AtomicFile.WriteBytes(file, JsonSerializer.SerializeToUtf8Bytes(entry, RegistryJson.Default.RegisteredProject));
        return entry;
    }

    private static RegisteredProject? Read(string directory)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(directory, "project.json")), RegistryJson.Default.RegisteredProject);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or JsonException)
        {
            return null; // Claimed by a process that died before it wrote, or not ours, or another user's: the number stays taken.
        }
    }

    private FileStream Lock(CancellationToken cancellationToken)
    {
        var locks = Path.Combine(workspace, "locks");
        Directory.CreateDirectory(locks);
        var file = Path.Combine(locks, "projects");
        var end = DateTime.UtcNow + LockPatience;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegisteredProject))]
internal sealed partial class RegistryJson : JsonSerializerContext;
