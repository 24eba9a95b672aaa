using System.Text;
using TrainApp.Platform;

namespace TrainApp.Files;

/// <summary>Small files that appear whole or not at all: written beside, flushed to disk, renamed into place.</summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>Writes UTF-8 text without a byte order mark.</summary>
    public static void WriteText(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public static void WriteBytes(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = Beside(path);
        try
        {
            using (var stream = Open(beside))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            Commit(beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Reads a whole file; null when there is none, also when it is moved away just then.</summary>
    public static byte[]? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file piece by piece, if there is none of its name by the time that it is whole.</summary>
    /// <returns>False when somebody else wrote one.</returns>
    public static bool TryWriteNew(string path, Action<Stream> write)
    {
        var beside = Beside(path);
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            var isNew = TryName(beside, path);
            File.Delete(beside);
            if (isNew) DurableDirectory.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return isNew;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>
    /// Gives a whole file its name, if that is free. A link fails where a name is taken; .NET's move looks first and renames then, and of two
    /// that do so at once both would believe that the name is theirs. It is left to file systems without links.
    /// </summary>
    private static bool TryName(string file, string path)
    {
        if (HardLink.Create(file, path) == LinkOutcome.Linked) return true;
        if (File.Exists(path)) return false;
        try
        {
            File.Move(file, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Writes what a method puts into a stream.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var beside = Beside(path);
        try
        {
            using (var stream = Open(beside))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Commit(beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Copies a file so that the target appears whole.</summary>
    public static void Copy(string source, string path) => Write(path, to =>
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        from.CopyTo(to, bufferSize: 1 << 20);
    });

    /// <summary>Whether a name is that of a file in work, left behind by a process that died.</summary>
    public static bool IsInWork(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) && name.StartsWith('.');

    private static FileStream Open(string beside) => new(beside, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    private static string Beside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{Suffix}");

    private static void Commit(string beside, string path)
    {
        File.Move(beside, path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
