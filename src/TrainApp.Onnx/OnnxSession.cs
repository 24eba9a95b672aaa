using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace TrainApp;

/// <summary>A model file in ONNX Runtime, on the CPU. Inputs and outputs are 32-bit floats.</summary>
public sealed class OnnxSession : IForward
{
    private readonly InferenceSession _session;

    /// <summary>Loads a model.</summary>
    /// <exception cref="OnnxRuntimeException">The file is no model that can be run.</exception>
    public OnnxSession(string path)
    {
        _session = new InferenceSession(path);
        InputNames = [.. _session.InputNames];
        OutputNames = [.. _session.OutputNames];
        BatchSize = InputNames.Count > 0 && _session.InputMetadata[InputNames[0]].Dimensions is [> 0 and var size, ..] ? size : null;
        Metadata = new Dictionary<string, string>(_session.ModelMetadata.CustomMetadataMap, StringComparer.Ordinal);
    }

    /// <summary>Names of the inputs, in the model's order.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>The first size of the model's first input, where it is fixed; null where any number will do.</summary>
    public int? BatchSize { get; }

    /// <summary>What the model's author wrote into it, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">A tensor per input, in the order of <see cref="InputNames"/>.</param>
    /// <returns>A tensor per output, in the order of <see cref="OutputNames"/>.</returns>
    /// <exception cref="ArgumentException">There are more or fewer tensors than inputs.</exception>
    /// <exception cref="NotSupportedException">An output holds no 32-bit floats.</exception>
    public IReadOnlyList<TensorData> Run(params IReadOnlyList<TensorData> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != InputNames.Count)
            throw new ArgumentException($"The model has {InputNames.Count} inputs ({string.Join(", ", InputNames)}); {inputs.Count} were given.", nameof(inputs));

        var values = inputs.Select(input => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input.Values, input.Shape)).ToArray();
        try
        {
            using var options = new RunOptions();
            using var outputs = _session.Run(options, InputNames, values, OutputNames);
            return [.. outputs.Select((output, index) => Read(output, OutputNames[index]))];
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static TensorData Read(OrtValue value, string name)
    {
        var info = value.GetTensorTypeAndShape();
        return info.ElementDataType == TensorElementType.Float
            ? new TensorData(info.Shape, value.GetTensorDataAsSpan<float>().ToArray())
            : throw new NotSupportedException($"The output '{name}' holds values of type {info.ElementDataType}.");
    }
}
