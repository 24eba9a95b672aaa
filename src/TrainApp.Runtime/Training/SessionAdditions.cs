using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.Training;

/// <summary>What an app adds to its artifacts while it trains, kept in the run folder so that a crash loses none.</summary>
internal sealed class SessionAdditions
{
    private readonly string _file;
    private readonly Lock _lock = new();
    private AdditionsRecord _record;

    /// <param name="file">Where it is kept; what is there already counts.</param>
    public SessionAdditions(string file)
    {
        _file = file;
        _record = File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), AdditionsJson.Default.AdditionsRecord) ?? new() : new();
    }

    /// <summary>Files and folders that are published beside the others, by the names that they get.</summary>
    public IReadOnlyList<string> OutputFiles => Read().OutputFiles;

    /// <summary>Folders whose event files join the logs.</summary>
    public IReadOnlyList<string> LogDirectories => Read().LogDirectories;

    /// <summary>The model's further files that were reported, by name.</summary>
    public IReadOnlyDictionary<string, string> ModelFiles => Read().ModelFiles;

    /// <summary>Adds files or folders; one that is there already counts once.</summary>
    public void AddOutputFiles(IEnumerable<string> paths) => Write(record => record with { OutputFiles = [.. record.OutputFiles.Union(paths, StringComparer.Ordinal)] });

    /// <summary>Adds a folder of event files.</summary>
    public void AddLogDirectory(string directory) => Write(record => record with { LogDirectories = [.. record.LogDirectories.Append(directory).Distinct(StringComparer.Ordinal)] });

    /// <summary>Adds a file of the model; one of the same name replaces the older one.</summary>
    public void AddModelFile(string name, string path) => Write(record => record with
    {
        ModelFiles = new Dictionary<string, string>(record.ModelFiles, StringComparer.Ordinal) { [name] = path },
    });

    private AdditionsRecord Read()
    {
        lock (_lock) return _record;
    }

    private void Write(Func<AdditionsRecord, AdditionsRecord> change)
    {
        lock (_lock)
        {
            _record = change(_record);
            AtomicFile.WriteBytes(_file, JsonSerializer.SerializeToUtf8Bytes(_record, AdditionsJson.Default.AdditionsRecord));
        }
    }
}

/// <summary><c>additions.json</c>.</summary>
internal sealed record AdditionsRecord
{
    public IReadOnlyList<string> OutputFiles { get; init; } = [];

    public IReadOnlyList<string> LogDirectories { get; init; } = [];

    public IReadOnlyDictionary<string, string> ModelFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>JSON of <c>additions.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AdditionsRecord))]
internal sealed partial class AdditionsJson : JsonSerializerContext;
