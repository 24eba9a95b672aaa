using TrainApp;

namespace TrainApp.App.Model;

public sealed partial class FruitNet
{
    /// <summary>The statements of <see cref="forward"/> once more, on a graph. Batch and image size stay open.</summary>
    public OnnxGraph ToOnnx()
    {
        var graph = new OnnxGraph(nameof(FruitNet));
        var images = graph.Input("images", "batch", "3", "height", "width");
        var detail = graph.Layer(fine, images);
        var merged = graph.Node("Add", [graph.Layer(lateral, detail), graph.Layer(topDown, graph.Layer(coarse, detail))]);
        var map = graph.Layer(output, graph.Layer(head, merged));
        var flat = graph.Node("Reshape", [map, graph.Constant(0L, classes + 4L, -1L)]);
        var cells = graph.Node("Transpose", [flat], ("perm", (long[])[0, 2, 1]));
        graph.Output(Channels(0, classes), "logits", "batch", "cells", $"{classes}");
        graph.Output(graph.Node("Softplus", [Channels(classes, classes + 4)]), "distances", "batch", "cells", "4");
        return graph;

        OnnxValue Channels(long from, long to) =>
            graph.Node("Slice", [cells, graph.Constant(from), graph.Constant(to), graph.Constant(2L)]);
    }
}
