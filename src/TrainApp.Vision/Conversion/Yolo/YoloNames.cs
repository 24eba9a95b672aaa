using System.Globalization;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Names for images in one folder, by which their label files find them.</summary>
/// <param name="isReferenceCompatible">Whether to name them after the short names of their datasets, as the reference does.</param>
internal sealed class YoloNames(bool isReferenceCompatible)
{
    private readonly SafeNames _stems = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The file names of an image and its labels.</summary>
    public (string Image, string Labels) Take(ImageItem item)
    {
        var image = isReferenceCompatible ? TakeFree($"{item.Dataset.Name}_{item.Name}") : TakeStem(item) + Path.GetExtension(item.Name);
        return (image, Path.GetFileNameWithoutExtension(image) + ".txt");
    }

    /// <summary>Images that differ in their extension alone must not share a label file.</summary>
    private string TakeStem(ImageItem item) =>
        _stems.Take($"{item.Dataset.FullName.Replace("/", "__", StringComparison.Ordinal)}_{Path.GetFileNameWithoutExtension(item.Name)}");

    private string TakeFree(string name)
    {
        var free = name;
        for (var number = 1; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}_{number:00}{Path.GetExtension(name)}");
        return free;
    }
}
