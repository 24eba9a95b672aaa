using System.Globalization;
using System.Text.Json;
using TrainApp.Projects;
using TrainApp.Shapes;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// Makes labels of annotations. A segmentation becomes a mask, key points a graph, a box a rectangle where it says more than
/// those. Labels of one annotation share a binding key. For several threads at a time.
/// </summary>
internal sealed class ImportedLabels(CocoIndex index, ImportedClasses classes, DropCounter drops)
{
    /// <summary>Pixels by which a box may differ from the one around its mask or key points and still be that one: boxes are often fractions.</summary>
    private const int SameBox = 1;

    /// <summary>The labels of an annotation.</summary>
    /// <exception cref="ConversionException">It is damaged.</exception>
    public List<Label> Read(ReadOnlyMemory<byte> utf8, AnnotationPlace place, ListedImage image)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement, place, image);
        }
        catch (Exception cause) when (cause is MalformedDataException or InvalidDataException)
        {
            throw index.Malformed(place, cause.Message);
        }
    }

    private List<Label> Read(JsonElement annotation, AnnotationPlace place, ListedImage image)
    {
        var id = annotation.Integer("category_id") ?? throw new MalformedDataException("it has no whole number 'category_id'.");
        if (!index.Categories.TryGetValue(id, out var listed)) throw new MalformedDataException($"there is no category with the id {id}.");
        var category = classes.Of(listed);
        var labels = new List<Label>(1);
        IReadOnlyList<Tag> tags = IsCrowd(annotation) ? [classes.Crowd()] : [];
        RectangleGeometry? known = null;
        var hasMask = ImportedMasks.IsGiven(annotation, out var segmentation);
        if (hasMask && ImportedMasks.Read(segmentation, image) is { } mask)
        {
            labels.Add(new(classes.Mask(category), MaskCodec.Encode(mask), tags));
            known = new(mask.Left, mask.Top, mask.Left + mask.Width - 1, mask.Top + mask.Height - 1);
        }
        else if (hasMask)
        {
            drops.Add("mask", "it has no pixel in its image");
        }

        if (listed.Template is null)
        {
            if (HasKeyPoints(annotation)) drops.Add("graph", "its category does not list key points");
        }
        else if (KeyPoints(annotation, listed.Template, image) is { } graph)
        {
            labels.Add(new(category.Name, graph, tags));
            known ??= graph.Bounds();
        }

        AddBox(annotation, category, image, known, tags, labels);
        return labels.Count < 2 ? labels : labels.ConvertAll(label => label with { BindingKey = string.Create(CultureInfo.InvariantCulture, $"coco-{place.Number}") });
    }

    private void AddBox(JsonElement annotation, ListedCategory category, ListedImage image, RectangleGeometry? known, IReadOnlyList<Tag> tags, List<Label> labels)
    {
        if (annotation.Member("bbox") is not { } list)
        {
            if (labels.Count == 0) drops.Add("annotation", "it has neither box nor mask nor key points");
            return;
        }

        var box = Box(list);
        if (known is not null && (box is null || IsSame(box, known))) return;
        if (known is not null && category.Template is null)
        {
            drops.Add("box", "a mask's box is the one around its pixels");
        }
        else if (box is null)
        {
            drops.Add("box", "it has no area");
        }
        else if (new ImageBorder(image.Width, image.Height).Crop(box) is [RectangleGeometry inside])
        {
            if (inside != box) drops.Add("overhang", "a label ends at the border of its image");
            labels.Add(new(classes.Box(category), inside, tags));
        }
        else
        {
            drops.Add("box", "it lies outside its image");
        }
    }

    /// <summary>The pixels of a box; null for one without area.</summary>
    private static RectangleGeometry? Box(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 4) throw new MalformedDataException($"'bbox' is {list.GetRawText()}, expected [left, top, width, height].");
        double[] numbers = [.. list.EnumerateArray().Select(Number)];
        if (numbers[2] < 0 || numbers[3] < 0) throw new MalformedDataException($"'bbox' is {list.GetRawText()}: its width or height is negative.");
        if (numbers[2] == 0 || numbers[3] == 0) return null;
        int left = Pixel(numbers[0]), top = Pixel(numbers[1]);
        return new(left, top, Math.Max(left, Pixel(numbers[0] + numbers[2]) - 1), Math.Max(top, Pixel(numbers[1] + numbers[3]) - 1));
    }

    /// <summary>Whether any is labelled: every third number is a visibility, zeros stand for none.</summary>
    private static bool HasKeyPoints(JsonElement annotation) =>
        annotation.Member("keypoints") is { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Where((_, index) => index % 3 == 2).Any(number => number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var visibility) && visibility > 0);

    private static GraphGeometry? KeyPoints(JsonElement annotation, GraphTemplate template, ListedImage image)
    {
        if (annotation.Member("keypoints") is not { } list) return null;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 3 * template.Nodes.Count)
            throw new MalformedDataException($"'keypoints' is no list of {3 * template.Nodes.Count} numbers, three for each of the category's {template.Nodes.Count} key points.");
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        for (var i = 0; i < template.Nodes.Count; i++)
        {
            var visibility = Number(list[(3 * i) + 2]);
            if (visibility is not (0 or 1 or 2)) throw new MalformedDataException($"the visibility of a key point is {list[(3 * i) + 2].GetRawText()}, expected 0, 1 or 2.");
            if (visibility == 0) continue;
            // A point on the far edge of the image belongs to its last pixel.
            var place = new PixelPoint(Math.Clamp(Floor(Number(list[3 * i])), 0, image.Width - 1), Math.Clamp(Floor(Number(list[(3 * i) + 1])), 0, image.Height - 1));
            nodes.Add(template.Nodes[i].Id, new(place, Disabled: visibility == 1));
        }

        return nodes.Count == 0 ? null : new(nodes);
    }

    private static double Number(JsonElement number) => number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && Math.Abs(value) <= int.MaxValue / 2
        ? value
        : throw new MalformedDataException($"{number.GetRawText()} is no coordinate.");

    private static bool IsCrowd(JsonElement annotation) => annotation.Member("iscrowd") switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number is 0 or 1 => value.GetInt32() == 1,
        { } other => throw new MalformedDataException($"'iscrowd' is {other.GetRawText()}, expected 0 or 1."),
    };

    private static bool IsSame(RectangleGeometry a, RectangleGeometry b) =>
        Math.Abs(a.Left - b.Left) <= SameBox && Math.Abs(a.Top - b.Top) <= SameBox && Math.Abs(a.Right - b.Right) <= SameBox && Math.Abs(a.Bottom - b.Bottom) <= SameBox;

    private static int Pixel(double edge) => (int)Math.Round(edge, MidpointRounding.AwayFromZero);

    private static int Floor(double place) => (int)Math.Floor(place);
}
