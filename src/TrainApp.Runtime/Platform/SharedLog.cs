namespace TrainApp.Platform;

/// <summary>
/// A log to which several writers append at once, native code among them: each write goes to the end, wherever that is by
/// then. A file stream of .NET writes at the place that it remembers, and would overwrite the others.
/// </summary>
internal static class SharedLog
{
    private const int WriteOnly = 1, Create = 0x40, Append = 0x400, CreateOnMac = 0x200, AppendOnMac = 0x8, CloseOnExecute = 0x80000, CloseOnExecuteOnMac = 0x1000000;

    /// <summary>Opens the file for appending; a descriptor, negative when it cannot be opened. Not on Windows.</summary>
    public static int Open(string file)
    {
        var flags = OperatingSystem.IsMacOS() ? CreateOnMac | AppendOnMac | CloseOnExecuteOnMac : Create | Append | CloseOnExecute;
        return Posix.Open(file, WriteOnly | flags, 0x1A4);
    }

    public static Stream OpenStream(string file) => new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Appends bytes, as far as the disk takes them.</summary>
    public static unsafe void Write(string file, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = OpenStream(file);
            stream.Write(bytes);
            return;
        }

        var descriptor = Open(file);
        if (descriptor < 0) return;
        fixed (byte* first = bytes) _ = Posix.Write(descriptor, first, bytes.Length);
        _ = Posix.Close(descriptor);
    }
}
