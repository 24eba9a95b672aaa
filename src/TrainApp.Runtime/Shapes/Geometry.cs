namespace TrainApp;

/// <summary>A point on the pixel grid.</summary>
/// <param name="X">Column, from 0 at the left.</param>
/// <param name="Y">Row, from 0 at the top.</param>
public readonly record struct PixelPoint(int X, int Y);

/// <summary>The geometry of a label. Pixels are whole numbers, as they stand in Supervisely annotation files.</summary>
public abstract record Geometry;

/// <summary>A rectangle whose corners are inclusive: its width is <c>Right − Left + 1</c> pixels.</summary>
public sealed record RectangleGeometry(int Left, int Top, int Right, int Bottom) : Geometry;

/// <summary>A mask: a picture, packed as base64 of zlib of PNG, at a place. <see cref="MaskCodec"/> unpacks it.</summary>
/// <param name="Origin">Upper left pixel of the picture.</param>
/// <param name="Data">The packed picture as it stands in the file.</param>
public sealed record BitmapGeometry(PixelPoint Origin, string Data) : Geometry;

/// <summary>A polygon with holes.</summary>
public sealed record PolygonGeometry(IReadOnlyList<PixelPoint> Exterior, IReadOnlyList<IReadOnlyList<PixelPoint>> Interior) : Geometry;

/// <summary>An open line (its shape is called <c>line</c>).</summary>
public sealed record LineGeometry(IReadOnlyList<PixelPoint> Points) : Geometry;

/// <summary>A point.</summary>
public sealed record PointGeometry(PixelPoint Location) : Geometry;

/// <summary>Key points by the node ids of the class's template.</summary>
public sealed record GraphGeometry(IReadOnlyDictionary<string, GraphNode> Nodes) : Geometry;

/// <summary>One key point of a graph.</summary>
public readonly record struct GraphNode(PixelPoint Location, bool Disabled);

/// <summary>A shape that TrainApp does not interpret, kept as it stands in the file.</summary>
/// <param name="Shape">The shape's name, such as <c>cuboid</c> or <c>alpha_mask</c>.</param>
/// <param name="Json">The members of the object that describe it, as one JSON object.</param>
public sealed record OtherGeometry(string Shape, string Json) : Geometry;
