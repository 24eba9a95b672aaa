using Microsoft.Win32.SafeHandles;

namespace TrainApp.Gui.Streaming;

/// <summary>A log that somebody may be appending to. One that is missing is empty.</summary>
internal sealed class LogFile : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly SafeFileHandle? _handle;
    private byte[] _block = [];
    private long _heldStart;
    private int _held;

    private LogFile(SafeFileHandle? handle) => _handle = handle;

    public long Length => _handle is null ? 0 : RandomAccess.GetLength(_handle);

    public static LogFile Open(string path)
    {
        if (!File.Exists(path)) return new LogFile(null);
        try
        {
            return new LogFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new LogFile(null);
        }
    }

    /// <summary>Reads what a block can hold; it is there until the next look at the file.</summary>
    public ReadOnlySpan<byte> Read(long start, long end)
    {
        var wanted = (int)Math.Clamp(end - start, 0, BlockSize);
        if (_block.Length == 0) _block = new byte[BlockSize];
        _heldStart = start;
        _held = _handle is null || wanted == 0 ? 0 : RandomAccess.Read(_handle, _block.AsSpan(0, wanted), start);
        return _block.AsSpan(0, _held);
    }

    /// <summary>The end of the last whole line at or before a place.</summary>
    public long LastLineEnd(long place) => StartOfLine(place);

    /// <summary>Where the lines start that end at a place: so many of them, or fewer where they are long.</summary>
    /// <param name="end">The end of a line.</param>
    /// <param name="lines">How many lines, at most.</param>
    /// <param name="bytes">After so many bytes those found are enough.</param>
    public long StartOfLines(long end, int lines, long bytes)
    {
        var start = StartOfLine(end - 1);
        for (var found = 1; found < lines && start > 0 && end - start < bytes; found++) start = StartOfLine(start - 1);
        return start;
    }

    public void Dispose() => _handle?.Dispose();

    /// <summary>The place after the last line feed before a place.</summary>
    private long StartOfLine(long before)
    {
        for (var end = before; end > 0; end = _heldStart)
        {
            if (end <= _heldStart || end > _heldStart + _held) Read(Math.Max(0, end - BlockSize), end);
            if (_heldStart + _held < end) return 0;
            if (_block.AsSpan(0, (int)(end - _heldStart)).LastIndexOf((byte)'\n') is var found and >= 0) return _heldStart + found + 1;
        }

        return 0;
    }
}
