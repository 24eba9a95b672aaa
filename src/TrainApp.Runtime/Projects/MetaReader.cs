using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrainApp.Projects;

/// <summary>What <c>meta.json</c> holds.</summary>
internal sealed record MetaFile(ProjectMeta Meta, string? ProjectType);

/// <summary>Reads <c>meta.json</c>.</summary>
internal sealed partial class MetaReader
{
    /// <summary>Shapes of the format; those that TrainApp does not interpret are among them.</summary>
    private static readonly HashSet<string> KnownShapes = new(
        [
            "bitmap", "mask_3d", "cuboid", "point", "polygon", "multipolygon", "line", "polyline", "rectangle", "graph", "any", "cuboid_3d", "point_cloud",
            "point_3d", "multichannelBitmap", "closed_surface_mesh", "alpha_mask", "cuboid_2d", "polyline_3d", "oriented_bbox", "mesh",
        ],
        StringComparer.Ordinal);

    private readonly string _path;
    private readonly List<ProjectProblem> _problems;

    private MetaReader(string path, List<ProjectProblem> problems)
    {
        _path = path;
        _problems = problems;
    }

    public static bool IsKnownShape(string shape) => KnownShapes.Contains(shape);

    /// <summary>Reads the file; null, with a problem that says why, when it cannot be read.</summary>
    public static MetaFile? ReadFile(string path, List<ProjectProblem> problems) => Read(File.ReadAllBytes(path), path, problems);

    public static MetaFile? Read(ReadOnlyMemory<byte> utf8, string path, List<ProjectProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return new MetaReader(path, problems).ReadMeta(document.RootElement);
        }
        catch (JsonException cause)
        {
            problems.Add(new(ProblemIds.MetaUnreadable, IsError: true, $"meta.json is no JSON: {cause.Sentence()}", path, cause.LineFromOne()));
        }
        catch (Exception cause) when (cause is MalformedDataException or InvalidOperationException)
        {
            problems.Add(new(ProblemIds.MetaUnreadable, IsError: true, $"meta.json cannot be read: {cause.Message}", path));
        }

        return null;
    }

    private MetaFile ReadMeta(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new MalformedDataException("It is no JSON object.");
        var settings = root.Member("projectSettings");
        if (settings is { } given) CheckSettings(given);
        if (root.Member("projectType") is { ValueKind: not JsonValueKind.String } type)
            _problems.Add(new(ProblemIds.MetaDoubtful, IsError: false, $"'projectType' is {type.GetRawText()}, expected 'images'; it is read as that.", _path));
        return new(
            new ProjectMeta
            {
                Classes = ReadClasses(root.RequiredList("classes", "It")),
                Tags = TagMetaReader.Read(root, ReadColor),
                Settings = settings?.GetRawText(),
            },
            root.Text("projectType"));
    }

    private List<ObjectClass> ReadClasses(JsonElement list)
    {
        var classes = new List<ObjectClass>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in list.EnumerateArray())
        {
            var name = element.RequiredText("title", $"Class {classes.Count + 1}");
            if (!names.Add(name)) throw new MalformedDataException($"There are two classes '{name}'.");
            var owner = $"The class '{name}'";
            var shape = element.RequiredText("shape", owner);
            if (!IsKnownShape(shape))
                _problems.Add(new(ProblemIds.MetaDoubtful, IsError: false, $"{owner} has the shape '{shape}', which nobody knows; its objects are kept as they are.", _path));
            CheckTypes(element, owner);
            classes.Add(new ObjectClass
            {
                Name = name,
                Shape = shape,
                Color = ReadColor(element.RequiredText("color", owner), owner),
                Id = element.Integer("id"),
                Graph = string.Equals(shape, "graph", StringComparison.Ordinal) ? ReadGraph(element.RequiredObject("geometry_config", owner), owner) : null,
                Description = element.Text("description") ?? "",
                Hotkey = element.Text("hotkey") ?? "",
            });
        }

        return classes;
    }

    private static GraphTemplate ReadGraph(JsonElement config, string owner)
    {
        var nodes = new List<GraphTemplateNode>();
        foreach (var node in config.RequiredObject("nodes", owner).EnumerateObject())
        {
            double[] place = node.Value.Member("loc") is { ValueKind: JsonValueKind.Array } given
                ? [.. given.EnumerateArray().Select(number => number.GetDouble())]
                : [0, 0];
            if (place.Length != 2) throw new MalformedDataException($"{owner}: 'loc' of node '{node.Name}' is not [x, y].");
            nodes.Add(new(node.Name, node.Value.Text("label") ?? "", place[0], place[1], node.Value.Text("color")));
        }

        var edges = config.Member("edges") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(ReadEdge).ToList()
            : [];
        return new(nodes, edges);

        GraphTemplateEdge ReadEdge(JsonElement edge) =>
            new(edge.RequiredText("src", owner), edge.RequiredText("dst", owner), edge.Text("color"));
    }

    private string ReadColor(string text, string owner)
    {
        if (ColorPattern().IsMatch(text)) return text.ToUpperInvariant();
        // A colour of the name's own, so that it is the same at every reading.
        var color = "#" + (XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(owner)) & 0xFFFFFF).ToString("X6", CultureInfo.InvariantCulture);
        _problems.Add(new(ProblemIds.MetaDoubtful, IsError: false, $"{owner} has the colour '{text}', expected '#RRGGBB'; {color} is used.", _path));
        return color;
    }

    /// <summary>Members that are read as absent when they are of another type: not without a word.</summary>
    private void CheckTypes(JsonElement element, string owner)
    {
        Check("id", JsonValueKind.Number);
        Check("description", JsonValueKind.String);
        Check("hotkey", JsonValueKind.String);

        void Check(string name, JsonValueKind kind)
        {
            if (element.Member(name) is { } value && value.ValueKind != kind)
                _problems.Add(new(ProblemIds.MetaDoubtful, IsError: false, $"{owner} has a '{name}' of another type than expected; it is read as one without.", _path));
        }
    }

    private static void CheckSettings(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object) throw new MalformedDataException("'projectSettings' is no object.");
        foreach (var member in settings.EnumerateObject())
        {
            if (member.Name is not ("multiView" or "labelingInterface"))
                throw new MalformedDataException($"'projectSettings' has the unknown member '{member.Name}'; it may have 'multiView' and 'labelingInterface'.");
        }
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();
}
