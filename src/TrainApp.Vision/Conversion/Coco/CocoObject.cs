using TrainApp.Vision.Masks;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>An object as COCO has it.</summary>
/// <param name="Category">Id of its category.</param>
/// <param name="Box">Left, top, width and height, as they are written.</param>
/// <param name="Area">Square pixels.</param>
internal sealed record CocoObject(int Category, CocoBox Box, double Area)
{
    /// <summary>Whether it is a crowd of objects that are not told apart.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>Its mask; null without one.</summary>
    public CocoRuns? Runs { get; init; }

    /// <summary>Outlines in place of a mask.</summary>
    public IReadOnlyList<IReadOnlyList<PixelPoint>> Rings { get; init; } = [];

    /// <summary>Column, row and visibility of each key point of the category; null without any.</summary>
    public int[]? KeyPoints { get; init; }

    /// <summary>What is written as their number.</summary>
    public int KeyPointCount { get; init; }
}

/// <summary>A mask in the whole image.</summary>
/// <param name="Counts">Run lengths, column by column, zeros first.</param>
/// <param name="Height">Rows of the image.</param>
/// <param name="Width">Columns of the image.</param>
internal sealed record CocoRuns(List<int> Counts, int Height, int Width)
{
    /// <summary>The mask in the image of an annotation, in which it lies.</summary>
    public static CocoRuns Of(Mask mask, Annotation annotation) =>
        new(RunLengths.Of(mask, annotation.Width, annotation.Height), annotation.Height, annotation.Width);
}

/// <summary>A box by its upper left pixel and its size.</summary>
internal readonly record struct CocoBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The box that has inclusive corners, all of their pixels counted.</summary>
    public static CocoBox Inclusive(RectangleGeometry box) => new(box.Left, box.Top, box.Right - box.Left + 1, box.Bottom - box.Top + 1);

    /// <summary>The box as the reference has it: a pixel too small both ways.</summary>
    public static CocoBox Between(RectangleGeometry box) => new(box.Left, box.Top, box.Right - box.Left, box.Bottom - box.Top);
}
