namespace TrainApp.Shapes;

/// <summary>Pixels of a byte each, row by row, that are drawn on; what lies outside is left out.</summary>
internal sealed class PixelCanvas(int width, int height)
{
    private readonly byte[] _pixels = new byte[width * height];

    public int Width => width;

    public int Height => height;

    public byte[] Pixels => _pixels;

    public bool Contains(long x, long y) => x >= 0 && y >= 0 && x < width && y < height;

    public void Set(long x, long y, byte value)
    {
        if (Contains(x, y)) _pixels[(y * width) + x] = value;
    }

    /// <summary>Sets the pixels of a row from one column to another, both included.</summary>
    public void SetRow(long y, long from, long to, byte value)
    {
        if (y < 0 || y >= height) return;
        from = Math.Max(0, from);
        to = Math.Min(width - 1, to);
        if (from <= to) _pixels.AsSpan((int)((y * width) + from), (int)(to - from + 1)).Fill(value);
    }
}
