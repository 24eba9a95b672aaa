using TrainApp.Vision.CocoEvaluation.Ordering;

namespace TrainApp.Vision.CocoEvaluation;

/// <summary>Height and width of each image by its id.</summary>
internal sealed class ImageSizes
{
    private readonly IdTable _images;
    private readonly (int Height, int Width)[] _sizes;

    public ImageSizes(CocoImages images)
    {
        _images = new IdTable(images.Ids);
        _sizes = new (int, int)[_images.Count];
        if (images.Heights.Length != images.Ids.Length || images.Widths.Length != images.Ids.Length) return;
        for (var i = 0; i < images.Ids.Length; i++) _sizes[_images.IndexOf(images.Ids[i])] = (images.Heights[i], images.Widths[i]);
    }

    /// <summary>The size; 0 by 0 of an unknown image.</summary>
    public (int Height, int Width) Of(long id) => _images.IndexOf(id) is int index and >= 0 ? _sizes[index] : default;

    /// <summary>Whether an image that is known has no size.</summary>
    public bool IsMissing(long id) => _images.IndexOf(id) >= 0 && Of(id) is var (height, width) && (height <= 0 || width <= 0);

    /// <summary>Whether an image has more pixels than places of a mask can be counted to.</summary>
    public static bool IsTooLarge(int height, int width) => (long)height * width > int.MaxValue;
}
