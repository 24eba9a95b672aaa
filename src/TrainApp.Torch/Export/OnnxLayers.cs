using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainApp;

/// <summary>The layers of <c>torch.nn</c> that can be added to an <see cref="OnnxGraph"/> with their weights.</summary>
public static class OnnxLayers
{
    /// <summary>Adds a layer, or a sequence of layers one after the other, as it computes when it is not training.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="NotSupportedException">A layer, or a setting of one, has no ONNX form here.</exception>
    public static OnnxValue Layer(this OnnxGraph graph, nn.Module layer, OnnxValue input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return layer switch
        {
            Sequential sequence => sequence.children().Aggregate(input, (value, child) => graph.Layer(child, value)),
            Conv2d convolution => graph.Convolution(convolution, input),
            GroupNorm norm => graph.GroupNormalization(norm, input),
            SiLU => graph.Node("Mul", [input, graph.Node("Sigmoid", [input])]),
            Upsample upsample => graph.NearestUpsampling(upsample, input),
            Softplus => graph.Node("Softplus", [input]),
            _ => throw new NotSupportedException($"The layer {layer?.GetType().Name} has no ONNX form here."),
        };
    }

    private static OnnxValue Convolution(this OnnxGraph graph, Conv2d layer, OnnxValue input)
    {
        if (layer.padding_mode != PaddingModes.Zeros || layer.padding is not { } padding)
            throw new NotSupportedException("A convolution can be exported when it pads with zeros, by numbers.");
        var weight = graph.Constant(layer.weight);
        var bias = layer.bias is { } values ? graph.Constant(values, "bias") : default;
        return graph.Node(
            "Conv", bias == default ? [input, weight] : [input, weight, bias],
            ("strides", layer.stride), ("pads", (long[])[.. padding, .. padding]), ("dilations", layer.dilation), ("group", layer.groups));
    }

    /// <summary>Opset 17 has no such operator: each group is normalised as if it were one channel, then scaled.</summary>
    private static OnnxValue GroupNormalization(this OnnxGraph graph, GroupNorm layer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        var groups = graph.Node("Reshape", [input, graph.Constant(0L, layer.num_groups, -1L)]);
        var one = graph.Constant(ones(layer.num_groups), "one");
        var zero = graph.Constant(zeros(layer.num_groups), "zero");
        var normal = graph.Node("InstanceNormalization", [groups, one, zero], ("epsilon", (float)layer.eps));
        var output = graph.Node("Reshape", [normal, graph.Node("Shape", [input])]);
        if (layer.weight is null || layer.bias is null) return output;

        var scale = graph.Constant(layer.weight.reshape(-1, 1, 1), "scale");
        var shift = graph.Constant(layer.bias.reshape(-1, 1, 1), "shift");
        return graph.Node("Add", [graph.Node("Mul", [output, scale]), shift]);
    }

    private static OnnxValue NearestUpsampling(this OnnxGraph graph, Upsample layer, OnnxValue input)
    {
        if (layer.mode != UpsampleMode.Nearest || layer.scale_factor is not [var down, var across])
            throw new NotSupportedException("An upsampling can be exported when it repeats the nearest pixel by a factor.");
        using var scope = NewDisposeScope();
        var scales = graph.Constant(tensor([1f, 1f, (float)down, (float)across]), "scales");
        return graph.Node(
            "Resize", [input, default, scales],
            ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
    }
}
