using System.Globalization;
using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Reads label files: a box, an outline, or a box with key points in each line.</summary>
internal sealed class YoloLabelReader(YoloFile file, IReadOnlyList<GraphTemplate?> templates, DropCounter drops)
{
    private const int BoxNumbers = 4, FewestOutlineNumbers = 6;

    /// <summary>The labels of a file.</summary>
    /// <exception cref="ConversionException">A line is damaged; the message names it.</exception>
    public List<Label> Read(string path, int width, int height)
    {
        var labels = new List<Label>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            try
            {
                var index = ClassIndex(words[0]);
                foreach (var geometry in Shapes([.. words.Skip(1).Select(Number)], index, width, height)) labels.Add(new Label(file.Names[index], geometry, []));
            }
            catch (FormatException cause)
            {
                throw new ConversionException($"'{path}', line {line}: {cause.Message}", path, line, innerException: cause);
            }
        }

        return labels;
    }

    private int ClassIndex(string word)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw new FormatException($"A line begins with the index of a class; '{word}' is none.");
        return index < file.Names.Count ? index : throw new FormatException($"There is no class {index}; '{Path.GetFileName(file.Path)}' names {file.Names.Count}, from 0.");
    }

    private static double Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new FormatException($"'{word}' is no number.");

    private IReadOnlyList<Geometry> Shapes(double[] numbers, int classIndex, int width, int height)
    {
        var perPoint = file.HasVisibility ? 3 : 2;
        if (file.KeyPointCount > 0)
        {
            var expected = BoxNumbers + (file.KeyPointCount * perPoint);
            if (numbers.Length != expected) throw new FormatException($"A class, a box and {file.KeyPointCount} key points are {expected + 1} numbers; there are {numbers.Length + 1}.");
            return Pose(numbers, templates[classIndex]!, perPoint, width, height);
        }

        if (numbers.Length == BoxNumbers) return Box(numbers, width, height);
        if (numbers.Length < FewestOutlineNumbers || numbers.Length % 2 != 0)
            throw new FormatException($"Five numbers are expected, a class and a box, or the points of an outline after the class; there are {numbers.Length + 1}.");
        PixelPoint[] ring = [.. Enumerable.Range(0, numbers.Length / 2).Select(i => Pixel(numbers[2 * i], numbers[(2 * i) + 1], width, height))];
        return Inside(new PolygonGeometry(ring, []), width, height);
    }

    private IReadOnlyList<Geometry> Box(double[] numbers, int width, int height)
    {
        if (numbers[2] < 0 || numbers[3] < 0) throw new FormatException("The width or height of a box is negative.");
        double left = (numbers[0] - (numbers[2] / 2)) * width, top = (numbers[1] - (numbers[3] / 2)) * height;
        double right = (numbers[0] + (numbers[2] / 2)) * width, bottom = (numbers[1] + (numbers[3] / 2)) * height;
        return Inside(PixelCoordinates.ToPixels(new(Whole(left), Whole(top), Whole(right), Whole(bottom))), width, height);
    }

    private IReadOnlyList<Geometry> Pose(double[] numbers, GraphTemplate template, int perPoint, int width, int height)
    {
        if (numbers[2] < 0 || numbers[3] < 0) throw new FormatException("The width or height of a box is negative.");
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        for (var i = 0; i < file.KeyPointCount; i++)
        {
            var at = BoxNumbers + (i * perPoint);
            // Without a word about visibility, a point at the origin is one that was not labelled.
            var visibility = perPoint == 3 ? numbers[at + 2] : numbers[at] == 0 && numbers[at + 1] == 0 ? 0 : 2;
            if (visibility <= 0) continue;
            if (i >= template.Nodes.Count) drops.Add("key point", "its class names fewer");
            else nodes.Add(template.Nodes[i].Id, new(Pixel(numbers[at], numbers[at + 1], width, height), Disabled: visibility < 2));
        }

        if (nodes.Count > 0) return Inside(new GraphGeometry(nodes), width, height);
        drops.Add("box", "none of its key points is labelled");
        return [];
    }

    private IReadOnlyList<Geometry> Inside(Geometry geometry, int width, int height)
    {
        var border = new ImageBorder(width, height);
        if (border.Holds(geometry)) return [geometry];
        var pieces = border.Crop(geometry);
        if (pieces.Count == 0) drops.Add("label", "it lies outside its image");
        else drops.Add("overhang", "a label ends at the border of its image");
        return pieces;
    }

    private static PixelPoint Pixel(double x, double y, int width, int height) => PixelCoordinates.ToPixel(new(Whole(x * width), Whole(y * height)), width, height);

    /// <summary>A place that a whole number can hold.</summary>
    private static double Whole(double place) => Math.Clamp(place, -1e9, 1e9);
}
