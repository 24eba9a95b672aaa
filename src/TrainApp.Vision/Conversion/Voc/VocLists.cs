namespace TrainApp.Vision.Conversion.Voc;

/// <summary>The lists of images for training and validation, of all and of each class.</summary>
internal sealed class VocLists(IReadOnlyList<ObjectClass> classes)
{
    /// <summary>Of a hundred images whose project does not say, so many are for training: the first ones, as the reference has it.</summary>
    private const int TrainPercent = 80;

    private readonly List<VocListed> _images = [];

    public void Add(VocListed image) => _images.Add(image);

    /// <summary>Writes the lists to a folder.</summary>
    public void Write(string directory)
    {
        var main = Directory.CreateDirectory(Path.Combine(directory, "Main")).FullName;
        var segmentation = Directory.CreateDirectory(Path.Combine(directory, "Segmentation")).FullName;
        var names = new SafeNames();
        var files = classes.Where(item => item.Name != VocPalette.BorderName).Select(item => (item.Name, File: names.Take(item.Name))).ToList();
        var trains = Trains();
        foreach (var (list, holds) in (ReadOnlySpan<(string, Func<int, bool>)>)[("train", i => trains[i]), ("val", i => !trains[i]), ("trainval", _ => true)])
        {
            var chosen = Enumerable.Range(0, _images.Count).Where(holds).Select(i => _images[i]).ToList();
            WriteLines(Path.Combine(main, list), chosen.Select(image => image.Name));
            WriteLines(Path.Combine(segmentation, list), chosen.Where(image => image.IsSegmented).Select(image => image.Name));
            foreach (var (name, file) in files) WriteLines(Path.Combine(main, $"{file}_{list}"), chosen.Select(image => $"{image.Name} {(image.Classes.Contains(name) ? " 1" : "-1")}"));
        }
    }

    private bool[] Trains()
    {
        if (_images.Exists(image => image.Side is not null)) return [.. _images.Select(image => image.Side != Sides.Val)];
        return [.. _images.Select((_, index) => index < _images.Count * TrainPercent / 100)];
    }

    private static void WriteLines(string path, IEnumerable<string> lines) => File.WriteAllText(path + ".txt", string.Concat(lines.Select(line => line + "\n")));
}

/// <summary>What the lists need to know of an image that was written; its masks are not kept.</summary>
/// <param name="Name">Its name, without extension.</param>
/// <param name="Side">What it is for; null when the project does not say.</param>
/// <param name="Objects">Number of its objects.</param>
/// <param name="Classes">Their classes.</param>
/// <param name="IsSegmented">Whether any has a mask.</param>
internal sealed record VocListed(string Name, string? Side, int Objects, IReadOnlySet<string> Classes, bool IsSegmented);
