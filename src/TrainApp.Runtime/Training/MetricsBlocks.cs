using Microsoft.Win32.SafeHandles;

namespace TrainApp.Training;

/// <summary>Reads a metrics file block by block into one buffer.</summary>
internal sealed class MetricsBlocks : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly byte[] _buffer;

    /// <param name="path">The file; one that is missing has no records.</param>
    /// <param name="recordsPerBlock">How many records a block has at most.</param>
    public MetricsBlocks(string path, int recordsPerBlock)
    {
        _buffer = new byte[recordsPerBlock * MetricRecord.Size];
        if (File.Exists(path)) _handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.SequentialScan);
    }

    /// <summary>The buffer, which the next read overwrites.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer;

    /// <summary>Whole records from a place on; fewer when the file ends before.</summary>
    public ReadOnlySpan<byte> Read(long start, int count)
    {
        if (_handle is null) return [];
        var wanted = _buffer.AsSpan(0, count * MetricRecord.Size);
        var offset = start * MetricRecord.Size;
        var filled = 0;
        while (filled < wanted.Length)
        {
            var read = RandomAccess.Read(_handle, wanted[filled..], offset + filled);
            if (read == 0) break;
            filled += read;
        }

        return wanted[..(filled / MetricRecord.Size * MetricRecord.Size)];
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();
}
