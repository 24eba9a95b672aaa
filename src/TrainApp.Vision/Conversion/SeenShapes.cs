using System.Collections.Concurrent;

namespace TrainApp.Vision.Conversion;

/// <summary>Which shapes the objects of each class turn out to have. For several threads at a time.</summary>
internal sealed class SeenShapes
{
    private readonly ConcurrentDictionary<(string Class, string Shape), bool> _seen = [];

    public void Add(IEnumerable<Label> labels)
    {
        foreach (var label in labels) _seen.TryAdd((label.ClassName, ShapeOf(label.Geometry)), true);
    }

    /// <summary>Names of all classes that were seen, in ordinal order.</summary>
    public IEnumerable<string> Names => _seen.Keys.Select(key => key.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The shape of a class: that of its objects, <c>any</c> where they differ.</summary>
    /// <param name="name">The class.</param>
    /// <param name="usual">The shape of a class without objects.</param>
    public string ShapeOf(string name, string usual)
    {
        var shapes = _seen.Keys.Where(key => string.Equals(key.Class, name, StringComparison.Ordinal)).Select(key => key.Shape).ToList();
        return shapes.Count switch { 0 => usual, 1 => shapes[0], _ => "any" };
    }

    /// <summary>A colour for a class that comes without: different ones for the first, the same each time.</summary>
    public static string Color(int index)
    {
        // Steps of the golden angle around the colour wheel keep neighbours apart.
        var color = SkiaSharp.SKColor.FromHsv(index * 137.5f % 360, 75, 90);
        return $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}";
    }

    private static string ShapeOf(Geometry geometry) => geometry switch
    {
        RectangleGeometry => "rectangle",
        PolygonGeometry => "polygon",
        BitmapGeometry => "bitmap",
        _ => "graph",
    };
}
