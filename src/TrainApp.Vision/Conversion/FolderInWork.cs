using TrainApp.Platform;

namespace TrainApp.Vision.Conversion;

/// <summary>A folder that appears whole or not at all: it is filled beside its place and renamed when it is done.</summary>
internal sealed class FolderInWork : IDisposable
{
    private readonly string _target;

    private FolderInWork(string target, string beside)
    {
        _target = target;
        Path = beside;
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Begins a folder.</summary>
    /// <param name="target">Its place; nothing is there, or an empty folder.</param>
    /// <exception cref="ConversionException">Something is there, or it has no name.</exception>
    public static FolderInWork Begin(string target)
    {
        OutputPlace.RequireName(target);
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        RequireFree(full);
        var parent = System.IO.Path.GetDirectoryName(full) ?? throw new ConversionException($"'{full}' is no folder that can be written.", full);
        var beside = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(beside);
        return new FolderInWork(full, beside);
    }

    /// <summary>Puts the folder in its place.</summary>
    /// <returns>The place, as a full path.</returns>
    /// <exception cref="ConversionException">Something has come there in the meantime.</exception>
    public string Commit()
    {
        DurableDirectory.FlushEverything(Path);
        RequireFree(_target);
        if (Directory.Exists(_target)) Directory.Delete(_target);
        Directory.Move(Path, _target);
        DurableDirectory.Flush(System.IO.Path.GetDirectoryName(_target)!);
        return _target;
    }

    /// <summary>Deletes what was written, unless it is in its place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static void RequireFree(string target)
    {
        if (File.Exists(target)) throw new ConversionException($"'{target}' is a file; a folder is written there.", target, hint: "Name another folder.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new ConversionException($"The folder '{target}' is not empty; nothing was changed in it.", target, hint: "Name a folder that is empty or not there.");
    }
}
