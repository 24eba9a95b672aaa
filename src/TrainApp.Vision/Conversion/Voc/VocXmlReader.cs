using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Voc;

/// <summary>An annotation file as it was read.</summary>
/// <param name="Objects">Class, box and tags of each object, in file order; the box is null for one outside the image.</param>
internal sealed record VocReading(IReadOnlyList<(string ClassName, RectangleGeometry? Box, IReadOnlyList<Tag> Tags)> Objects);

/// <summary>Reads annotation files.</summary>
internal sealed class VocXmlReader(DropCounter drops)
{
    /// <summary>Words for objects that become tags where they are 1.</summary>
    public static IReadOnlyList<string> Marks { get; } = [VocObjects.Truncated, VocObjects.Difficult, "occluded"];

    /// <summary>Name of the image file; null when the annotation does not say it.</summary>
    /// <exception cref="ConversionException">The file is no XML.</exception>
    public static string? FileName(string path) => Load(path).Element("filename")?.Value.Trim() is { Length: > 0 } name ? name : null;

    /// <summary>The element that holds all of an annotation.</summary>
    /// <exception cref="ConversionException">The file is no XML.</exception>
    public static XElement Load(string path)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
            using var reader = XmlReader.Create(path, settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return root.Name.LocalName == "annotation" ? root : throw new ConversionException($"'{path}' begins with <{root.Name.LocalName}>; <annotation> is expected.", path, 1);
        }
        catch (XmlException cause)
        {
            throw new ConversionException($"'{path}' is no XML: {cause.Message}", path, cause.LineNumber, innerException: cause);
        }
    }

    /// <summary>The objects of a file; boxes are cut at the border of the image.</summary>
    /// <exception cref="ConversionException">A name or a corner is missing or wrong; the message names the line.</exception>
    public VocReading Read(XElement root, string path, int width, int height)
    {
        var objects = new List<(string, RectangleGeometry?, IReadOnlyList<Tag>)>();
        foreach (var item in root.Elements("object"))
        {
            var name = item.Element("name")?.Value.Trim();
            if (string.IsNullOrEmpty(name)) throw Wrong(path, item, "An object has no name.");
            var box = item.Element("bndbox") ?? throw Wrong(path, item, $"A '{name}' has no bndbox.");
            double left = Corner(path, box, "xmin"), top = Corner(path, box, "ymin"), right = Corner(path, box, "xmax"), bottom = Corner(path, box, "ymax");
            if (right < left || bottom < top) throw Wrong(path, box, $"The box of a '{name}' ends before it begins.");
            IReadOnlyList<Tag> tags = [.. Marks.Where(mark => item.Element(mark)?.Value.Trim() == "1").Select(mark => new Tag(mark))];
            objects.Add((name, Inside(PixelCoordinates.ToPixels(new(left - 1, top - 1, right, bottom)), width, height), tags));
            drops.Add("part", "projects have no parts of objects", item.Elements("part").Count());
        }

        return new(objects);
    }

    private RectangleGeometry? Inside(RectangleGeometry box, int width, int height)
    {
        var border = new ImageBorder(width, height);
        if (border.Holds(box)) return box;
        var inside = border.Crop(box) is [RectangleGeometry rest] ? rest : null;
        if (inside is null) drops.Add("label", "it lies outside its image");
        else drops.Add("overhang", "a label ends at the border of its image");
        return inside;
    }

    private static double Corner(string path, XElement box, string name)
    {
        var element = box.Element(name) ?? throw Wrong(path, box, $"A box has no {name}.");
        return double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Math.Clamp(number, -1e9, 1e9)
            : throw Wrong(path, element, $"The {name} of a box is '{element.Value}', which is no number.");
    }

    private static ConversionException Wrong(string path, XElement place, string message)
    {
        var line = ((IXmlLineInfo)place).LineNumber;
        return new($"'{path}', line {line}: {message}", path, line);
    }
}
