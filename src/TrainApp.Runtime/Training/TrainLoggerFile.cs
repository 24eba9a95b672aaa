using Microsoft.Win32.SafeHandles;

namespace TrainApp.Training;

/// <summary>
/// A file that grows by whole records, through a buffer. A write that fails leaves the records in the buffer and the
/// place in the file as they were, so that the next flush repairs what was written by half; when the buffer is full,
/// records are refused, never cut.
/// </summary>
/// <param name="path">The file; its folder is created when it is missing.</param>
/// <param name="length">How much of an existing file is kept; what follows is a torn tail.</param>
internal sealed class TrainLoggerFile(string path, long length = 0) : IDisposable
{
    private const int Full = 1 << 16;
    private const int Limit = 1 << 23;

    private byte[] _buffer = new byte[Full];
    private int _count;
    private long _offset = length;
    private bool _failed;
    private SafeFileHandle? _handle;

    /// <summary>Whether a flush is due; not while writing fails, which only a regular flush tries again.</summary>
    public bool IsFull => _count >= Full && !_failed;

    /// <summary>Room for a record at the end; after filling it, call <see cref="Commit"/>. Empty when the buffer is full.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_count + size > Limit) return [];
        if (_count + size > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + size));
        return _buffer.AsSpan(_count, size);
    }

    /// <summary>Takes the record that was written into the room reserved.</summary>
    public void Commit(int size) => _count += size;

    /// <summary>Hands the buffer to the system.</summary>
    public void Flush()
    {
        if (_count == 0) return;
        _failed = true;
        _handle ??= Open();
        RandomAccess.Write(_handle, _buffer.AsSpan(0, _count), _offset);
        _offset += _count;
        _count = 0;
        _failed = false;
        if (_buffer.Length > 2 * Full) _buffer = new byte[Full];
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();

    private SafeFileHandle Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete);
        if (RandomAccess.GetLength(handle) > _offset) RandomAccess.SetLength(handle, _offset);
        return handle;
    }
}
