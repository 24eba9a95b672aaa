namespace TrainApp.Platform;

/// <summary>What the file system says of a file without reading it. A change of content changes it, whatever sets dates back.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file's number in it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When the content changed, in nanoseconds since 1970; programs may set it.</param>
/// <param name="Changed">When anything changed, the number of links among it; nobody can set it.</param>
internal readonly record struct FileState(ulong Device, ulong Inode, long Size, long Modified, long Changed)
{
    private const int CurrentDirectory = -100, Basic = 0x7FF, Bytes = 256;

    /// <summary>
    /// The state of a file, through links; null when it is not there, or where the system has no change time.
    /// </summary>
    public static unsafe FileState? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        // The kernel's struct statx, which is the same on every processor.
        var state = stackalloc byte[Bytes];
        if (Posix.State(CurrentDirectory, path, flags: 0, Basic, state) != 0) return null;
        var fields = new ReadOnlySpan<byte>(state, Bytes);
        return new FileState(
            ((ulong)Number(fields[136..]) << 32) | Number(fields[140..]),
            BitConverter.ToUInt64(fields[32..]),
            BitConverter.ToInt64(fields[40..]),
            Time(fields[112..]),
            Time(fields[96..]));
    }

    /// <summary>Whether a file that is the same but for its number of links has this state.</summary>
    public bool IsSameContent(FileState other) => this with { Changed = 0 } == other with { Changed = 0 };

    private static uint Number(ReadOnlySpan<byte> field) => BitConverter.ToUInt32(field);

    private static long Time(ReadOnlySpan<byte> field) => (BitConverter.ToInt64(field) * 1_000_000_000) + Number(field[8..]);
}
