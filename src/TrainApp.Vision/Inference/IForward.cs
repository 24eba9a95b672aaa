namespace TrainApp;

/// <summary>Computes in place of a model's own network, such as ONNX Runtime with an exported file.</summary>
public interface IForward : IDisposable
{
    /// <summary>What the file's author wrote into it, by name.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The number of images that a batch has to have; null for any.</summary>
    int? BatchSize { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">A tensor per input.</param>
    /// <returns>A tensor per output, in the order in which the model's own <see cref="InferenceModel.Forward"/> returns them.</returns>
    IReadOnlyList<TensorData> Run(params IReadOnlyList<TensorData> inputs);
}
