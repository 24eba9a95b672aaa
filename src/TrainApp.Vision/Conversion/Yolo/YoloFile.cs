using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>The file that tells of the classes and folders of a YOLO dataset.</summary>
internal sealed class YoloFile
{
    private static readonly string[] s_usualNames = [YoloConfig.FileName, "data.yaml", "data.yml", "dataset.yaml", "dataset.yml"];

    private readonly YamlMappingNode _root;

    private YoloFile(string path, YamlMappingNode root)
    {
        (Path, _root) = (path, root);
        Names = ReadNames();
        if (Names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw Wrong($"Two classes are called '{twice.Key}'.", Find(_root, "names")!);
        (KeyPointCount, HasVisibility) = ReadShape();
    }

    public string Path { get; }

    /// <summary>The classes by index.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Key points of every line; 0 when the lines have none.</summary>
    public int KeyPointCount { get; }

    /// <summary>Whether each key point says whether it is visible.</summary>
    public bool HasVisibility { get; }

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="ConversionException">There is none, or it is damaged.</exception>
    public static YoloFile Find(string folder)
    {
        var full = System.IO.Path.GetFullPath(folder);
        if (File.Exists(full)) return Read(full);
        if (!Directory.Exists(full)) throw new ConversionException($"There is no folder '{folder}'.", folder);
        if (s_usualNames.Select(name => System.IO.Path.Combine(full, name)).FirstOrDefault(File.Exists) is { } usual) return Read(usual);
        string[] others = [.. Directory.EnumerateFiles(full, "*.y*ml")];
        return others.Length == 1
            ? Read(others[0])
            : throw new ConversionException($"The folder '{folder}' has no data.yaml.", folder, hint: "YOLO's classes and folders stand in such a file; name the folder that holds it.");
    }

    /// <summary>The value of a key as texts: one, or several in a list; none when the key is not there.</summary>
    public IReadOnlyList<(string Text, int Line)> Texts(string key) => Find(_root, key) switch
    {
        YamlScalarNode { Value: { Length: > 0 } value } node => [(value, Line(node))],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(node => (node.Value ?? "", Line(node)))],
        _ => [],
    };

    /// <summary>The colour of a class, if the file has one.</summary>
    public string? Color(int index)
    {
        if (Find(_root, "colors") is not YamlSequenceNode colors || index >= colors.Children.Count || colors.Children[index] is not YamlSequenceNode { Children.Count: 3 } channels) return null;
        var bytes = channels.Children.Select(node => byte.TryParse((node as YamlScalarNode)?.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : (byte?)null).ToList();
        return bytes.Contains(null) ? null : "#" + System.Convert.ToHexString([.. bytes.Select(value => value!.Value)]);
    }

    /// <summary>The names of a class's key points; their numbers from 1 when the file has none.</summary>
    public IReadOnlyList<string> KeyPointNames(int index)
    {
        var names = Find(_root, "kpt_names") switch
        {
            YamlMappingNode map => Find(map, index.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            YamlSequenceNode list when list.Children.All(node => node is YamlScalarNode) => list,
            _ => null,
        };
        return names is YamlSequenceNode { Children.Count: > 0 } given && given.Children.Count <= KeyPointCount
            ? [.. given.Children.Select(node => (node as YamlScalarNode)?.Value ?? "")]
            : [.. Enumerable.Range(1, KeyPointCount).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static YoloFile Read(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..]
                ? new YoloFile(path, root)
                : throw new ConversionException($"'{path}' holds no keys; 'names' is expected.", path);
        }
        catch (YamlException cause)
        {
            throw new ConversionException($"'{path}' is no YAML: {cause.Message}", path, (int)cause.Start.Line, innerException: cause);
        }
    }

    private List<string> ReadNames()
    {
        switch (Find(_root, "names"))
        {
            case YamlSequenceNode list:
                return [.. list.Children.Select(Name)];
            case YamlMappingNode map:
                var names = new List<string>();
                foreach (var (key, value) in map.Children)
                {
                    if (key is not YamlScalarNode { Value: { } text } || text != names.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                        throw Wrong($"The classes in 'names' must be numbered from 0 without gaps; '{names.Count}' is expected here.", key);
                    names.Add(Name(value));
                }

                return names;
            default:
                throw Wrong("It has no 'names', the list of the classes.", _root);
        }

        string Name(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } name } ? name : throw Wrong("A class has no name.", node);
    }

    private (int Count, bool HasVisibility) ReadShape()
    {
        if (Find(_root, "kpt_shape") is not { } node) return (0, false);
        if (node is YamlSequenceNode { Children: [YamlScalarNode count, YamlScalarNode { Value: "2" or "3" } values] }
            && int.TryParse(count.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0)
            return (number, values.Value == "3");
        throw Wrong("'kpt_shape' is the number of key points and 2 or 3 values of each, such as [17, 3].", node);
    }

    private ConversionException Wrong(string message, YamlNode node) => new($"{message} See '{Path}', line {Line(node)}.", Path, Line(node));

    private static YamlNode? Find(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static int Line(YamlNode node) => (int)node.Start.Line;
}
