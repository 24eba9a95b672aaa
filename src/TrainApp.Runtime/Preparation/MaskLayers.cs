using TrainApp.Shapes;

namespace TrainApp.Preparation;

/// <summary>
/// Masks and polygons of one image as layers that do not overlap: a later one hides what it covers of the earlier ones.
/// </summary>
internal sealed class MaskLayers
{
    private readonly int _left, _top, _width, _height;
    private readonly ulong[] _taken;

    private MaskLayers(int left, int top, int width, int height)
    {
        (_left, _top, _width, _height) = (left, top, width, height);
        _taken = new ulong[(((long)width * height) + 63) / 64];
    }

    /// <summary>What is left of each shape.</summary>
    /// <param name="shapes">Bitmaps and polygons, the lowest first.</param>
    /// <param name="width">The image's width; 0 when it is not known, then nothing is cut at its edge.</param>
    /// <param name="height">The image's height.</param>
    /// <returns>A mask, or null for a shape that is hidden or lies outside, in the order of the shapes.</returns>
    /// <exception cref="InvalidDataException">A bitmap cannot be read.</exception>
    public static Mask?[] Cut(IReadOnlyList<Geometry> shapes, int width, int height)
    {
        var masks = new Mask?[shapes.Count];
        for (var i = 0; i < masks.Length; i++) masks[i] = Draw(shapes[i], width, height);
        if (OfAll(masks) is not { } layers) return masks;
        for (var i = masks.Length - 1; i >= 0; i--)
        {
            if (masks[i] is { } mask) masks[i] = layers.TakeFree(mask);
        }

        return masks;
    }

    /// <summary>The pixels of an image that no mask has; null when there are none.</summary>
    public static Mask? Rest(IEnumerable<Mask?> masks, int width, int height)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)1);
        foreach (var mask in masks.OfType<Mask>()) Set(pixels, width, mask, left: 0, top: 0, value: 0);
        return new Mask(0, 0, width, height, pixels).Crop();
    }

    /// <summary>All pixels of some masks as one.</summary>
    public static Mask Join(IReadOnlyList<Mask> masks)
    {
        if (masks is [var alone]) return alone;
        int left = masks.Min(mask => mask.Left), top = masks.Min(mask => mask.Top);
        int width = masks.Max(mask => mask.Left + mask.Width) - left, height = masks.Max(mask => mask.Top + mask.Height) - top;
        var pixels = new byte[width * height];
        foreach (var mask in masks) Set(pixels, width, mask, left, top, value: 1);
        return new Mask(left, top, width, height, pixels);
    }

    private static Mask? Draw(Geometry shape, int width, int height)
    {
        var isSized = width > 0 && height > 0;
        return shape switch
        {
            BitmapGeometry bitmap when isSized => MaskCodec.Decode(bitmap).Clip(width, height),
            BitmapGeometry bitmap => MaskCodec.Decode(bitmap),
            PolygonGeometry polygon when isSized => PolygonRaster.Draw(polygon, width, height),
            PolygonGeometry polygon => PolygonRaster.Draw(
                polygon, polygon.Exterior.Max(point => point.X) + 1, polygon.Exterior.Max(point => point.Y) + 1),
            _ => throw new ArgumentException($"A {shape.GetType().Name} has no pixels.", nameof(shape)),
        };
    }

    private static MaskLayers? OfAll(Mask?[] masks)
    {
        var (left, top, right, bottom, count) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue, 0);
        foreach (var mask in masks)
        {
            if (mask is null) continue;
            (left, top) = (Math.Min(left, mask.Left), Math.Min(top, mask.Top));
            (right, bottom, count) = (Math.Max(right, mask.Left + mask.Width), Math.Max(bottom, mask.Top + mask.Height), count + 1);
        }

        return count < 2 ? null : new(left, top, right - left, bottom - top);
    }

    /// <summary>Takes the pixels of a mask that nobody took before.</summary>
    private Mask? TakeFree(Mask mask)
    {
        var free = new byte[mask.Width * mask.Height];
        var pixels = mask.Pixels;
        for (var y = 0; y < mask.Height; y++)
        {
            var place = ((long)(mask.Top + y - _top) * _width) + mask.Left - _left;
            for (var x = 0; x < mask.Width; x++, place++)
            {
                var i = (y * mask.Width) + x;
                if (pixels[i] == 0 || (_taken[place >> 6] >> (int)(place & 63) & 1) != 0) continue;
                free[i] = 1;
                _taken[place >> 6] |= 1UL << (int)(place & 63);
            }
        }

        return new Mask(mask.Left, mask.Top, mask.Width, mask.Height, free).Crop();
    }

    private static void Set(byte[] pixels, int width, Mask mask, int left, int top, byte value)
    {
        var source = mask.Pixels;
        for (var y = 0; y < mask.Height; y++)
        {
            var row = (((mask.Top + y - top) * width) + mask.Left) - left;
            for (var x = 0; x < mask.Width; x++)
            {
                if (source[(y * mask.Width) + x] != 0) pixels[row + x] = value;
            }
        }
    }
}
