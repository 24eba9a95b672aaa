using System.Text;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>What a label becomes in a label file.</summary>
internal interface IYoloRules
{
    /// <summary>Adds the lines of a label, none when YOLO cannot take it.</summary>
    /// <param name="label">The label, which lies in its image.</param>
    /// <param name="annotation">The annotation, with the size of the image.</param>
    /// <param name="lines">Takes each line.</param>
    /// <exception cref="InvalidDataException">A mask cannot be read.</exception>
    void AddLines(Label label, Annotation annotation, YoloLines lines);
}

/// <summary>The lines of a label file.</summary>
internal sealed class YoloLines
{
    private readonly StringBuilder _text = new();

    /// <summary>Number of lines.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a line with the index of its class.</summary>
    public StringBuilder Begin(int classIndex)
    {
        if (Count++ > 0) _text.Append('\n');
        return _text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{classIndex}");
    }

    public override string ToString() => _text.ToString();
}
