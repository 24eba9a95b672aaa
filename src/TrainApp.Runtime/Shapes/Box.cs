namespace TrainApp;

/// <summary>An axis-aligned box by its edges in pixels: <see cref="Right"/> and <see cref="Bottom"/> lie behind the last pixel.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
public readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Pixels from edge to edge, across.</summary>
    public float Width => Right - Left;

    /// <summary>Pixels from edge to edge, down.</summary>
    public float Height => Bottom - Top;

    /// <summary>Square pixels; 0 for a box that is turned inside out.</summary>
    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Middle, across.</summary>
    public float CenterX => (Left + Right) / 2;

    /// <summary>Middle, down.</summary>
    public float CenterY => (Top + Bottom) / 2;

    /// <summary>Intersection over union, from 0 to 1.</summary>
    public float Overlap(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (!(width > 0 && height > 0)) return 0;
        var shared = width * height;
        return shared / (Area + other.Area - shared);
    }

    /// <summary>The part inside an image of that size.</summary>
    public Box Clip(float width, float height) => new(
        Math.Clamp(Left, 0, width), Math.Clamp(Top, 0, height), Math.Clamp(Right, 0, width), Math.Clamp(Bottom, 0, height));
}

/// <summary>An object of an image.</summary>
/// <param name="Class">Index of its class, from 0.</param>
/// <param name="Box">Where it is.</param>
public readonly record struct LabeledBox(int Class, Box Box);

/// <summary>An object that a detector found.</summary>
/// <param name="Class">Index of its class, from 0.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
/// <param name="Box">Where it is, in pixels of the image.</param>
public readonly record struct Detection(int Class, float Score, Box Box);
