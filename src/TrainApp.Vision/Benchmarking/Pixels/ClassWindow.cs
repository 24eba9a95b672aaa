namespace TrainApp.Vision.Benchmarking.Pixels;

/// <summary>What the pixels of one class are, in the part of the image that matters for it.</summary>
internal sealed class ClassWindow
{
    private readonly byte[] _states;

    private ClassWindow(int width, int height)
    {
        (Width, Height) = (width, height);
        _states = new byte[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public int Count => _states.Length;

    public bool IsTruth(int place) => _states[place] is TruePositive or FalseNegative;

    public bool IsPredicted(int place) => _states[place] is TruePositive or FalsePositive;

    public bool Is(byte state, int place) => _states[place] == state;

    public const byte TrueNegative = 0;
    public const byte TruePositive = 1;
    public const byte FalsePositive = 2;
    public const byte FalseNegative = 3;

    /// <summary>Cuts the window out: the class's pixels in either map, and a margin as far as the image goes. Null for a class that neither has.</summary>
    public static ClassWindow? Cut(LabelMap truth, LabelMap prediction, PixelArea area, short classIndex, int margin)
    {
        if (area.IsEmpty) return null;
        var (left, top) = (Math.Max(0, area.Left - margin), Math.Max(0, area.Top - margin));
        var (right, bottom) = (Math.Min(truth.Width, area.Right + 1 + margin), Math.Min(truth.Height, area.Bottom + 1 + margin));
        var window = new ClassWindow(right - left, bottom - top);
        for (var y = 0; y < window.Height; y++)
        {
            var start = ((top + y) * truth.Width) + left;
            var isTrue = truth.Classes.AsSpan(start, window.Width);
            var isPredicted = prediction.Classes.AsSpan(start, window.Width);
            var states = window._states.AsSpan(y * window.Width, window.Width);
            for (var x = 0; x < states.Length; x++)
            {
                states[x] = (isTrue[x] == classIndex, isPredicted[x] == classIndex) switch
                {
                    (true, true) => TruePositive,
                    (false, true) => FalsePositive,
                    (true, false) => FalseNegative,
                    _ => TrueNegative,
                };
            }
        }

        return window;
    }

    /// <summary>Whether a pixel, or one of the eight around it, is in a state.</summary>
    public bool Touches(byte state, int place)
    {
        var (x, y) = (place % Width, place / Width);
        for (var ny = Math.Max(0, y - 1); ny <= Math.Min(Height - 1, y + 1); ny++)
        {
            for (var nx = Math.Max(0, x - 1); nx <= Math.Min(Width - 1, x + 1); nx++)
            {
                if (_states[(ny * Width) + nx] == state) return true;
            }
        }

        return false;
    }
}

/// <summary>The smallest rectangle around some pixels, all edges inclusive.</summary>
internal record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    public static PixelArea Empty => new(int.MaxValue, int.MaxValue, -1, -1);

    public readonly bool IsEmpty => Right < 0;

    public void Add(int x, int y)
    {
        (Left, Top) = (Math.Min(Left, x), Math.Min(Top, y));
        (Right, Bottom) = (Math.Max(Right, x), Math.Max(Bottom, y));
    }
}
