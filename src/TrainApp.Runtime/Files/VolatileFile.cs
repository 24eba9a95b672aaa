namespace TrainApp.Files;

/// <summary>
/// Small files that are replaced often and appear whole or not at all to a reader. They are not flushed to disk: after
/// a power cut an older content, or none, may be there.
/// </summary>
internal static class VolatileFile
{
    /// <summary>Replaces a file. One writer at a time; its name in work is one that <see cref="AtomicFile.IsInWork"/> knows.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.tmp");
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads a file; null when there is none.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return null;
        }
    }
}
