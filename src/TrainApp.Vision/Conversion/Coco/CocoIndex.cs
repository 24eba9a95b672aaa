using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>
/// What a COCO file lists: images and categories as they are, of each annotation only its place in the file, some twenty
/// bytes, so that memory hardly grows with their number.
/// </summary>
internal sealed class CocoIndex
{
    private static readonly string[] s_lists = ["images", "categories", "annotations"];

    private readonly JsonLists _lists;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(long ImageId, AnnotationPlace Place)> _places = [];
    private readonly Dictionary<long, int> _imageIndices = [];
    private Dictionary<int, List<AnnotationPlace>>? _byImage;

    private CocoIndex(string path, CancellationToken cancellationToken)
    {
        Path = path;
        _cancellationToken = cancellationToken;
        _lists = new JsonLists(path);
    }

    public string Path { get; }

    /// <summary>The images, in the order of the file.</summary>
    public List<ListedImage> Images { get; } = [];

    /// <summary>The categories by id, in the order of the file.</summary>
    public OrderedDictionary<long, ListedCategory> Categories { get; } = [];

    /// <exception cref="ConversionException">The file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static CocoIndex Read(string path, CancellationToken cancellationToken)
    {
        var index = new CocoIndex(path, cancellationToken);
        index._lists.Read(s_lists, index.Take);
        index.Group();
        return index;
    }

    /// <summary>Places of the annotations of an image, in the order of the file.</summary>
    public IReadOnlyList<AnnotationPlace> AnnotationsOf(int image) => _byImage!.GetValueOrDefault(image) ?? (IReadOnlyList<AnnotationPlace>)[];

    /// <summary>A mistake in an annotation.</summary>
    public ConversionException Malformed(AnnotationPlace place, string message) => _lists.Malformed($"Annotation {place.Number}: {message}", place.Offset);

    private void Take(string list, ReadOnlySpan<byte> utf8, long offset)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var item = JsonElement.ParseValue(ref reader);
            if (list == "images") TakeImage(item);
            else if (list == "categories") TakeCategory(item);
            else TakeAnnotation(item, utf8.Length, offset);
        }
        catch (Exception cause) when (cause is MalformedDataException or InvalidOperationException or FormatException)
        {
            throw _lists.Malformed(cause.Message, offset);
        }
    }

    private void TakeImage(JsonElement item)
    {
        var owner = $"Image {Images.Count + 1}";
        var id = item.Integer("id") ?? throw new MalformedDataException($"{owner} has no whole number 'id'.");
        var name = item.RequiredText("file_name", owner);
        if (!_imageIndices.TryAdd(id, Images.Count)) throw new MalformedDataException($"{owner} has the id {id}, which another image has too.");
        if (System.IO.Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..")) throw new MalformedDataException($"{owner}: '{name}' does not lie in the folder of the images.");
        var image = new ListedImage(id, name, Side("width"), Side("height"));
        if (PictureSize.TooManyPixels(image.Width, image.Height) is { } problem) throw new MalformedDataException($"{owner} ('{name}') {problem}");
        Images.Add(image);

        int Side(string side) => item.Integer(side) is > 0 and <= int.MaxValue and var pixels
            ? (int)pixels
            : throw new MalformedDataException($"{owner} ('{name}') has no number of pixels '{side}'.");
    }

    private void TakeCategory(JsonElement item)
    {
        var owner = $"Category {Categories.Count + 1}";
        var id = item.Integer("id") ?? throw new MalformedDataException($"{owner} has no whole number 'id'.");
        var category = new ListedCategory(item.RequiredText("name", owner), Template(item, owner));
        if (!Categories.TryAdd(id, category)) throw new MalformedDataException($"{owner} has the id {id}, which another category has too.");
    }

    private static GraphTemplate? Template(JsonElement item, string owner)
    {
        if (item.Member("keypoints") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0) return null;
        var ids = new SafeNames();
        // The file does not say where key points lie in a picture of the class: a row.
        var nodes = list.EnumerateArray().Select(PointName).Select((name, index) => new GraphTemplateNode(ids.Take(name), name, 10 * (index + 1), 10, Color: null)).ToList();
        var edges = item.Member("skeleton") is { ValueKind: JsonValueKind.Array } skeleton ? skeleton.EnumerateArray().Select(Edge).ToList() : [];
        return new(nodes, edges);

        string PointName(JsonElement name) => name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw new MalformedDataException($"{owner}: {name.GetRawText()} in 'keypoints' is no name of a key point.");

        GraphTemplateEdge Edge(JsonElement pair) => pair.GetArrayLength() == 2 && IdAt(pair[0]) is { } from && IdAt(pair[1]) is { } to
            ? new(from, to, Color: null)
            : throw new MalformedDataException($"{owner}: {pair.GetRawText()} in 'skeleton' does not name two of its {nodes.Count} key points.");

        string? IdAt(JsonElement number) => number.TryGetInt32(out var place) && place >= 1 && place <= nodes.Count ? nodes[place - 1].Id : null;
    }

    private void TakeAnnotation(JsonElement item, int length, long offset)
    {
        var number = _places.Count + 1;
        var image = item.Integer("image_id") ?? throw new MalformedDataException($"Annotation {number} has no whole number 'image_id'.");
        _places.Add((image, new(number, offset, length)));
    }

    private void Group()
    {
        _byImage = [];
        foreach (var (imageId, place) in _places)
        {
            if (!_imageIndices.TryGetValue(imageId, out var image)) throw Malformed(place, $"there is no image with the id {imageId}.");
            if (_byImage.TryGetValue(image, out var places)) places.Add(place);
            else _byImage.Add(image, [place]);
        }

        _places.Clear();
        _places.TrimExcess();
    }
}

/// <summary>An image of a COCO file.</summary>
internal sealed record ListedImage(long Id, string FileName, int Width, int Height);

/// <summary>A category of a COCO file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Template">Its key points, if it has any.</param>
internal sealed record ListedCategory(string Name, GraphTemplate? Template);

/// <summary>Where an annotation stands.</summary>
/// <param name="Number">Its place among all annotations, from 1.</param>
/// <param name="Offset">The byte of the file at which it begins.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct AnnotationPlace(int Number, long Offset, int Length);
