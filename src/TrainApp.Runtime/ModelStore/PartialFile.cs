using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.ModelStore;

/// <summary>By what a server names one state of a file.</summary>
/// <param name="ETag">The entity tag, with its quotes.</param>
/// <param name="LastModified">The time of the last change.</param>
internal sealed record FileVersion(string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>Whether a rest of the file can be asked for; a weak tag does not tell bytes apart.</summary>
    [JsonIgnore]
    public bool IsStrong => ETag is { } tag ? !tag.StartsWith("W/", StringComparison.Ordinal) : LastModified is not null;
}

/// <summary>The part of a file that is here, and which file it is a part of. It outlives the process.</summary>
internal sealed class PartialFile(string path)
{
    private readonly string _state = path + ".json";

    public string Path { get; } = path;

    public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>What the part was taken from; null when there is no part that a rest can be added to.</summary>
    public PartialState? ReadState()
    {
        if (Length == 0 || !File.Exists(_state)) return null;
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(_state), ModelCacheJson.Default.PartialState);
            return state is { Version.IsStrong: true } && !(state.TotalBytes < Length) ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Begins anew.</summary>
    public void Begin(PartialState state)
    {
        Discard();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        AtomicFile.WriteBytes(_state, JsonSerializer.SerializeToUtf8Bytes(state, ModelCacheJson.Default.PartialState));
    }

    /// <summary>Opens the part for what follows it.</summary>
    public FileStream OpenAtEnd() => new(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Discard()
    {
        File.Delete(Path);
        File.Delete(_state);
    }

    /// <summary>Makes the whole file another one, at once.</summary>
    public void MoveTo(string target)
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(_state);
    }
}

/// <summary>What a part belongs to.</summary>
/// <param name="Version">The state of the file.</param>
/// <param name="TotalBytes">Its size; null when unknown.</param>
/// <param name="Name">Its name.</param>
internal sealed record PartialState(FileVersion Version, long? TotalBytes, string Name);
