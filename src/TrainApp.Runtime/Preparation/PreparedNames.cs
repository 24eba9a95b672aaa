using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace TrainApp.Preparation;

/// <summary>
/// Names of images in a prepared project: the dataset's full name with <c>__</c> for <c>/</c>, <c>__</c>, the file name.
/// No two are alike, not even without regard to case.
/// </summary>
internal sealed class PreparedNames
{
    /// <summary>File systems take 255 bytes; the annotation's name is five longer.</summary>
    private const int MaxBytes = 255 - 5;

    private readonly Dictionary<ImageItem, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public PreparedNames(IEnumerable<ImageItem> images)
    {
        foreach (var image in images.Distinct().OrderBy(image => image.Index)) _names.Add(image, NewName(image));
    }

    public string this[ImageItem image] => _names[image];

    private string NewName(ImageItem image)
    {
        var name = $"{image.Dataset.FullName.Replace("/", "__", StringComparison.Ordinal)}__{image.Name}";
        var extension = Path.GetExtension(image.Name);
        if (Encoding.UTF8.GetByteCount(name) > MaxBytes - 4)
            name = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(image.ToString()))) + extension;
        var candidate = name;
        for (var number = 2; !_taken.Add(candidate); number++)
            candidate = string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]}_{number}{extension}");
        return candidate;
    }
}
