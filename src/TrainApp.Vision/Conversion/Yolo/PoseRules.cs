using System.Globalization;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>
/// The box around an object's key points and each of them in the order of its class's template: 2 where it is seen, 1 where it is
/// marked as hidden, 0 where it is missing. All lines have the key points of the class that has most.
/// </summary>
internal sealed class PoseRules(ClassIndexes classes, KeyPoints keyPoints, DropCounter drops) : IYoloRules
{
    public void AddLines(Label label, Annotation annotation, YoloLines lines)
    {
        if (label.Geometry is not GraphGeometry graph)
        {
            drops.Shape(label.Geometry, "it has no key points");
            return;
        }

        if (classes.Of(label).Graph is not { } template)
        {
            drops.Shape(graph, "its class does not list key points");
            return;
        }

        var line = lines.Begin(classes.IndexOf(label)).AppendBox(graph.Bounds()!, annotation);
        for (var i = 0; i < keyPoints.Count; i++)
        {
            if (i < template.Nodes.Count && graph.Nodes.TryGetValue(template.Nodes[i].Id, out var node))
                line.AppendPoint(node.Location, annotation).Append(CultureInfo.InvariantCulture, $" {(node.Disabled ? 1 : 2)}");
            else
                line.Append(" 0 0 0");
        }
    }
}
