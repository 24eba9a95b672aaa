namespace TrainApp.Gui.Streaming;

/// <summary>
/// Cuts bytes into lines, in pieces of any size. What a carriage return has overwritten is gone, as on a terminal, so that a
/// progress bar is one line with its last state; of a very long line the beginning is kept.
/// </summary>
/// <param name="start">Place in the file of the first byte.</param>
internal sealed class LineSplitter(long start)
{
    /// <summary>How many bytes of a line are kept.</summary>
    public const int LongestLine = 16 * 1024;

    private byte[] _kept = new byte[256];
    private int _count;
    private bool _isReturned;
    private bool _isWhole;

    /// <summary>Where the line starts in the file.</summary>
    public long At { get; private set; } = start;

    /// <summary>The place after the last byte taken.</summary>
    public long Position { get; private set; } = start;

    /// <summary>What the line says.</summary>
    public ReadOnlySpan<byte> Line => _kept.AsSpan(0, _count);

    /// <summary>How many bytes of it were not kept.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes bytes until a line is whole.</summary>
    /// <param name="bytes">What there is; what was not needed is left in it.</param>
    /// <returns>Whether a line is whole; the next call begins the next one.</returns>
    public bool Advance(ref ReadOnlySpan<byte> bytes)
    {
        if (_isWhole) Begin();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            Keep(end < 0 ? bytes : bytes[..end]);
            var taken = end < 0 ? bytes.Length : end + 1;
            Position += taken;
            _isWhole = end >= 0 && bytes[end] == '\n';
            _isReturned |= end >= 0;
            bytes = bytes[taken..];
            if (_isWhole) return true;
        }

        return false;
    }

    private void Begin()
    {
        (At, _count, LeftOut) = (Position, 0, 0);
        (_isWhole, _isReturned) = (false, false);
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return;
        if (_isReturned) (_count, LeftOut, _isReturned) = (0, 0, false);
        var kept = Math.Min(piece.Length, LongestLine - _count);
        if (_count + kept > _kept.Length) Array.Resize(ref _kept, Math.Max(_kept.Length * 2, _count + kept));
        piece[..kept].CopyTo(_kept.AsSpan(_count));
        _count += kept;
        LeftOut += piece.Length - kept;
    }
}
