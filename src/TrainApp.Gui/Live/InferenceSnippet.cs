using System.Globalization;
using System.Text;

namespace TrainApp.Gui.Live;

/// <summary>C# that predicts with a published checkpoint.</summary>
internal static class InferenceSnippet
{
    /// <param name="checkpoint">Path of the checkpoint.</param>
    /// <param name="modelFiles">Paths of the model's further files, by name.</param>
    /// <param name="classes">Names of the classes in the order of their indices.</param>
    /// <param name="device">Where to compute.</param>
    public static string Of(string checkpoint, IReadOnlyDictionary<string, string> modelFiles, IReadOnlyList<string> classes, string device)
    {
        var text = new StringBuilder("using TrainApp;\n\nusing InferenceModel model = TrainAppHost.LoadModel(new InferenceContext\n{\n");
        Line($"    CheckpointPath = {Literal(checkpoint)},");
        if (modelFiles.Count > 0)
            Line($"    ModelFiles = new Dictionary<string, string> {{ {string.Join(", ", modelFiles.Select(file => $"[{Literal(file.Key)}] = {Literal(file.Value)}"))} }},");
        Line($"    Classes = [{string.Join(", ", classes.Select(Literal))}],");
        Line($"    Device = {Literal(device)},");
        text.Append("});\nIReadOnlyList<Predictions> found = model.Predict([ImageFrame.Load(\"photo.jpg\")]);\nforeach (Detection detection in found[0].Detections) Console.WriteLine(detection);\n");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>A string literal of C#.</summary>
    private static string Literal(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c)) literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else literal.Append(c);
        }

        return literal.Append('"').ToString();
    }
}
