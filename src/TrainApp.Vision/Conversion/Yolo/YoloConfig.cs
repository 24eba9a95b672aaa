using System.Globalization;
using System.Text;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>The file that tells a trainer of the classes and the folders.</summary>
internal static class YoloConfig
{
    public const string FileName = "data_config.yaml";

    /// <summary>The file's text.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="keyPoints">Their key points, for poses.</param>
    /// <param name="referenceFolder">Name of the folder for the reference's form, which leads to the folders from outside and names those of the labels too.</param>
    public static string Write(IReadOnlyList<ObjectClass> classes, KeyPoints? keyPoints, string? referenceFolder)
    {
        var text = new StringBuilder("colors:\n");
        foreach (var item in classes) text.Append(CultureInfo.InvariantCulture, $"- {List(Channels(item.Color))}\n");
        if (keyPoints is not null)
        {
            if (keyPoints.FlipIndexes is { } flip) text.Append(CultureInfo.InvariantCulture, $"flip_idx: {List(flip)}\n");
            WriteNames(text, classes);
            text.Append(CultureInfo.InvariantCulture, $"kpt_shape: [{keyPoints.Count}, 3]\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"names: {List(classes.Select(item => Quoted(item.Name)))}\nnc: {classes.Count}\n");
        foreach (var side in (string[])[Sides.Train, Sides.Val])
        {
            if (referenceFolder is null) text.Append(CultureInfo.InvariantCulture, $"{side}: images/{side}\n");
            else text.Append(CultureInfo.InvariantCulture, $"{side}: {Quoted($"../{referenceFolder}/images/{side}")}\n{side}_labels: {Quoted($"../{referenceFolder}/labels/{side}")}\n");
        }

        return text.ToString();
    }

    private static void WriteNames(StringBuilder text, IReadOnlyList<ObjectClass> classes)
    {
        text.Append("kpt_names:\n");
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i].Graph is { Nodes: var nodes }) text.Append(CultureInfo.InvariantCulture, $"  {i}: {List(nodes.Select(node => Quoted(node.Label)))}\n");
        }
    }

    /// <summary>
    /// A text between quotes. Letters of every script stand as they are: readers take the two halves of an escaped one beyond the first plane for
    /// letters of their own.
    /// </summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter) || IsNoText(letter)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>What ends lines or marks the order of bytes, which YAML does not take between quotes.</summary>
    private static bool IsNoText(char letter) => letter is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private static string List<T>(IEnumerable<T> items) => $"[{string.Join(", ", items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item}")))}]";

    private static IEnumerable<int> Channels(string color) => Enumerable.Range(0, 3)
        .Select(i => color.Length == 7 && int.TryParse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var channel) ? channel : 0);
}
