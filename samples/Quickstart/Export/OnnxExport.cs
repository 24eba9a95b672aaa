using Quickstart.Data;
using Quickstart.Model;
using TrainApp;
using static TorchSharp.torch;

namespace Quickstart.Export;

/// <summary>Writes a trained network as ONNX and checks that the file computes what the network does.</summary>
public static class OnnxExport
{
    /// <summary>The largest absolute difference between an output of the file and of the network.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Writes the file, with what is needed to use it as metadata.</summary>
    public static void Write(FruitNet network, NetworkConfig config, string path)
    {
        var graph = network.ToOnnx();
        graph.Describe("classes", string.Join('\n', config.Classes));
        graph.Describe("image_size", $"{config.ImageSize}");
        graph.Describe("stride", $"{FruitNet.Stride}");
        graph.Describe("normalization", "(rgb - 128) / 64, fitted into a square filled with 128");
        graph.Save(path);
    }

    /// <summary>Runs the file and the network on the first images of a dataset and returns the largest difference.</summary>
    /// <exception cref="OnnxMismatchException">It is more than <see cref="Tolerance"/>.</exception>
    public static double Check(string path, FruitNet network, DetectionSet dataset, int batch)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        int[] chosen = Enumerable.Range(0, batch).Select(i => i % dataset.Count).ToArray();
        var images = dataset.Read(chosen, CPU);
        var (logits, distances) = network.forward(images);
        var expected = new Dictionary<string, TensorData> { ["logits"] = logits.ToTensorData(), ["distances"] = distances.ToTensorData() };
        using var session = new OnnxSession(path);
        return OnnxCheck.Compare(session, [images.ToTensorData()], expected, Tolerance).Max(output => output.MaxAbsoluteError);
    }
}
