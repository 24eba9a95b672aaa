using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using TorchSharp;
using TrainApp.Torch.Export.Proto;
using TrainApp.Vision.Files;
using static TorchSharp.torch;

namespace TrainApp;

/// <summary>A value inside an <see cref="OnnxGraph"/>.</summary>
/// <param name="Name">Its name in the model.</param>
public readonly record struct OnnxValue(string Name);

/// <summary>
/// Builds an ONNX model (opset 17) node by node. Batch and spatial sizes may be open: an input's size is a number or a
/// name.
/// </summary>
public sealed class OnnxGraph
{
    private const long OperatorSet = 17, FormatVersion = 8;

    private readonly GraphProto _graph;
    private readonly ModelProto _model;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The model's name.</param>
    public OnnxGraph(string name)
    {
        _graph = new GraphProto { Name = name };
        _model = new ModelProto { IrVersion = FormatVersion, ProducerName = "TrainApp", Graph = _graph };
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
    }

    /// <summary>Declares an input of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sizes">A size each: a whole number, or a name for a size that is open.</param>
    public OnnxValue Input(string name, params ReadOnlySpan<string> sizes)
    {
        _graph.Input.Add(Describe(name, sizes));
        return new OnnxValue(name);
    }

    /// <summary>Declares a value as an output of 32-bit floats.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="sizes">A size each: a whole number, or a name for a size that is open.</param>
    public void Output(OnnxValue value, string name, params ReadOnlySpan<string> sizes)
    {
        Add("Identity", [value], name);
        _graph.Output.Add(Describe(name, sizes));
    }

    /// <summary>Writes a piece of text into the model, for whoever runs it.</summary>
    public void Describe(string key, string text) => _model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = text });

    /// <summary>Adds the weights or another constant of 32-bit floats.</summary>
    public OnnxValue Constant(Tensor tensor, string hint = "weight")
    {
        var data = tensor.ToTensorData();
        return Initializer(hint, TensorProto.Types.DataType.Float, data.Shape, MemoryMarshal.AsBytes(data.Values.Span));
    }

    /// <summary>Adds a list of whole numbers, such as a shape.</summary>
    public OnnxValue Constant(params ReadOnlySpan<long> values) =>
        Initializer("sizes", TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator, by its name in the standard.</param>
    /// <param name="inputs">Its inputs; a default value stands for an optional one that is left out.</param>
    /// <param name="attributes">Its attributes: a <see cref="long"/>, <see cref="float"/>, <see cref="string"/> or a list of <see cref="long"/>.</param>
    public OnnxValue Node(string operation, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = Unique(operation);
        var node = Add(operation, inputs, output);
        foreach (var (name, value) in attributes) node.Attribute.Add(Attribute(name, value));
        return new OnnxValue(output);
    }

    /// <summary>Writes the model; the file appears whole or not at all.</summary>
    public void Save(string path) => WholeFile.Write(path, _model.WriteTo);

    private NodeProto Add(string operation, ReadOnlySpan<OnnxValue> inputs, string output)
    {
        var node = new NodeProto { OpType = operation, Name = output };
        foreach (var input in inputs) node.Input.Add(input.Name ?? "");
        node.Output.Add(output);
        _graph.Node.Add(node);
        return node;
    }

    private OnnxValue Initializer(string hint, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes)
    {
        var tensor = new TensorProto { Name = Unique(hint), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (var size in shape) tensor.Dims.Add(size);
        _graph.Initializer.Add(tensor);
        return new OnnxValue(tensor.Name);
    }

    private string Unique(string hint)
    {
        var number = _names.GetValueOrDefault(hint);
        _names[hint] = number + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hint}_{number}");
    }

    private static ValueInfoProto Describe(string name, ReadOnlySpan<string> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
        {
            shape.Dim.Add(long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new TensorShapeProto.Types.Dimension { DimValue = number }
                : new TensorShapeProto.Types.Dimension { DimParam = size });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long number:
                (attribute.Type, attribute.I) = (AttributeProto.Types.AttributeType.Int, number);
                break;
            case float number:
                (attribute.Type, attribute.F) = (AttributeProto.Types.AttributeType.Float, number);
                break;
            case string text:
                (attribute.Type, attribute.S) = (AttributeProto.Types.AttributeType.String, ByteString.CopyFromUtf8(text));
                break;
            case IReadOnlyList<long> numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.Add(numbers);
                break;
            default:
                throw new ArgumentException($"The attribute '{name}' is of type {value.GetType().Name}, which has no ONNX form here.", nameof(value));
        }

        return attribute;
    }
}
