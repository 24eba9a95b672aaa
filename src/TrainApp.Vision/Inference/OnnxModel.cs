using TrainApp.Control;

namespace TrainApp.Vision.Inference;

/// <summary>An ONNX file that computes in place of a model's own network.</summary>
internal static class OnnxModel
{
    /// <summary>Names of the classes by their indices, a line each, in the file's metadata.</summary>
    private const string Classes = "classes";

    /// <exception cref="RefusedException">The app cannot run ONNX files, or this one.</exception>
    public static IForward Open(Func<string, IForward>? open, string file)
    {
        if (open is null)
            throw new RefusedException(Refusal.WrongRequest, "no-onnx", "The app cannot run ONNX files: it does not refer to TrainApp.Onnx.", "Add the package, or evaluate a checkpoint.");
        try
        {
            return open(file);
        }
        catch (Exception e)
        {
            throw new RefusedException(Refusal.WrongRequest, "wrong-file", $"'{file}' is no ONNX file that can be run: {e.Message}");
        }
    }

    /// <summary>The classes that the file tells.</summary>
    /// <exception cref="RefusedException">It tells none.</exception>
    public static IReadOnlyList<string> ClassesOf(IForward? onnx, string? file)
    {
        if (onnx?.Metadata.GetValueOrDefault(Classes) is { Length: > 0 } lines) return lines.Split('\n');
        throw new RefusedException(Refusal.WrongRequest, "no-classes", $"'{file}' does not tell its classes.", "Give them in the order of their indices: --classes a,b.");
    }
}
