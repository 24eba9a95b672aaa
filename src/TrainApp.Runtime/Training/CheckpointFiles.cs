using System.Collections;
using System.Runtime.CompilerServices;

namespace TrainApp;

/// <summary>
/// Checkpoints that a training method returns: a folder (in it count <c>.pt</c>, <c>.pth</c>, <c>.ckpt</c>,
/// <c>.safetensors</c>, <c>.bin</c>, files or checkpoint folders) or a list of files of any name.
/// </summary>
[CollectionBuilder(typeof(CheckpointFiles), nameof(Create))]
public sealed class CheckpointFiles : IEnumerable<string>
{
    private readonly string[] _files;

    private CheckpointFiles(string? directory, string[] files)
    {
        Directory = directory;
        _files = files;
    }

    /// <summary>The folder, when a folder was given.</summary>
    public string? Directory { get; }

    /// <summary>The files, when a list was given.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Checkpoints in a folder.</summary>
    public static CheckpointFiles In(string directory) => new(directory, []);

    /// <summary>A list of checkpoints.</summary>
    public static CheckpointFiles Create(ReadOnlySpan<string> files) => new(null, files.ToArray());

    /// <summary>Checkpoints in a folder.</summary>
    public static implicit operator CheckpointFiles(string directory) => In(directory);

    /// <summary>A list of checkpoints.</summary>
    public static implicit operator CheckpointFiles(string[] files) => Create(files);

    /// <summary>A list of checkpoints.</summary>
    public static implicit operator CheckpointFiles(List<string> files) => new(null, [.. files]);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_files).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _files.GetEnumerator();
}
