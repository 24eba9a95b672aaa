using System.Security.Cryptography;
using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>
/// Writes files to their places among the artifacts. What is there already, by its content, is not written again, so a
/// finalization that was cut goes on where it stopped; the bytes that were written are counted.
/// </summary>
/// <param name="changing">Called before anything changes.</param>
internal sealed class ArtifactFiles(Action changing)
{
    private long _written;

    /// <summary>Bytes written since the last call.</summary>
    public long TakeWritten()
    {
        var written = _written;
        _written = 0;
        return written;
    }

    /// <summary>Writes bytes, unless the file holds them.</summary>
    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (File.Exists(path) && bytes.SequenceEqual(File.ReadAllBytes(path))) return;
        changing();
        AtomicFile.WriteBytes(path, bytes);
        _written += bytes.Length;
    }

    /// <summary>Copies a file or, file by file, a folder.</summary>
    public void Copy(string source, string target)
    {
        if (File.Exists(source))
        {
            CopyFile(source, target);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            CopyFile(file, to);
        }
    }

    /// <summary>
    /// Brings a file or folder of the app's: moved when it lies among the artifacts, copied when it lies elsewhere. Done again
    /// it does nothing: the source is gone, or the target is the same.
    /// </summary>
    /// <exception cref="FileNotFoundException">Neither the source nor the target is there.</exception>
    public void Bring(string source, string target, string artifacts)
    {
        source = Path.GetFullPath(source);
        target = Path.GetFullPath(target);
        if (source == target) return;
        if (!Path.Exists(source))
        {
            if (Path.Exists(target)) return;
            throw new FileNotFoundException($"'{source}' is gone.", source);
        }

        var isInside = source.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(artifacts)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!isInside)
        {
            Copy(source, target);
            return;
        }

        changing();
        if (File.Exists(source)) File.Move(source, target, overwrite: true);
        else MoveFolder(source, target);
    }

    private static void MoveFolder(string source, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(source, target);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(file, to, overwrite: true);
        }

        Directory.Delete(source, recursive: true);
    }

    private void CopyFile(string source, string target)
    {
        if (File.Exists(target) && HaveOneContent(source, target)) return;
        changing();
        AtomicFile.Copy(source, target);
        _written += new FileInfo(target).Length;
    }

    private static bool HaveOneContent(string one, string other)
    {
        using var first = new FileStream(one, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var second = new FileStream(other, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return first.Length == second.Length && SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }
}
