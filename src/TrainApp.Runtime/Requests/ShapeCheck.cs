using TrainApp.Hosting;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>Whether the shapes of classes fit the task of a model, by themselves or converted.</summary>
internal sealed class ShapeCheck(AppDescription app, ModelInfo model, SplitSource source, RequestProblems problems)
{
    private readonly TaskShape _task = TaskShapes.Of(model.TaskType);
    private readonly IReadOnlyList<ObjectClass> _classes = source.Project.Meta.Classes;

    /// <returns>The task to convert to; null where nothing needs it.</returns>
    public TaskShape? Check(IReadOnlyList<int> classes, bool converts)
    {
        List<int> impossible = [.. classes.Where(index => FitOf(_task, index) == ShapeFit.Impossible)];
        if (impossible.Count > 0)
        {
            var message = $"{Named(impossible)} cannot be used for {model.TaskType}, which learns from {_task.Words()}.";
            problems.Error("TRAIN640", message, Advice(classes, all: impossible.Count == classes.Count));
            return null;
        }

        List<int> convertible = [.. classes.Where(index => FitOf(_task, index) == ShapeFit.Convertible)];
        if (convertible.Count == 0) return null;
        if (converts)
        {
            WarnOfDropped(convertible);
            return _task;
        }

        problems.Error(
            "TRAIN641",
            $"{Named(convertible)} must be converted for {model.TaskType}, which learns from {_task.Words()}.",
            "Allow it with --convert-classes on; the project itself stays as it is.");
        return null;
    }

    /// <summary>Whether objects of a class can be learnt from.</summary>
    /// <param name="index">Its place in the project's meta.</param>
    public ShapeFit FitOf(int index) => FitOf(_task, index);

    /// <summary>A class of any shape is judged by its objects: what cannot be converted of them is left out.</summary>
    private ShapeFit FitOf(TaskShape task, int index)
    {
        if (!IsFree(index)) return task.FitOf(_classes[index].Shape);
        List<ShapeFit> fits = [.. source.Outline.FreeShapes(index).Select(shape => task.FitOf(shape.Shape))];
        if (fits.TrueForAll(fit => fit == ShapeFit.Fits)) return ShapeFit.Fits;
        // Key points are never made of something else, so nothing would take the other shapes out.
        return fits.TrueForAll(fit => fit == ShapeFit.Impossible) || task == TaskShape.Graphs ? ShapeFit.Impossible : ShapeFit.Convertible;
    }

    private bool IsFree(int index) => string.Equals(_classes[index].Shape, "any", StringComparison.Ordinal);

    private void WarnOfDropped(IEnumerable<int> classes)
    {
        foreach (var index in classes.Where(IsFree))
        {
            List<string> dropped = [.. source.Outline.FreeShapes(index).Where(shape => _task.FitOf(shape.Shape) == ShapeFit.Impossible).Select(shape => $"{shape.Objects} of shape {shape.Shape}")];
            if (dropped.Count > 0)
                problems.Warn("TRAIN646", $"Objects of the class '{_classes[index].Name}' that cannot be used for {model.TaskType} are left out: {string.Join(", ", dropped)}.");
        }
    }

    private string Named(List<int> classes) =>
        $"{(classes.Count == 1 ? "The class" : "The classes")} {string.Join(", ", classes.Select(index => $"'{_classes[index].Name}' ({_classes[index].Shape})"))}";

    private string Advice(IReadOnlyList<int> classes, bool all)
    {
        var other = app.Models.FirstOrDefault(candidate => TaskShapes.Of(candidate.TaskType) is var task && task != _task && classes.All(index => FitOf(task, index) != ShapeFit.Impossible));
        if (other is not null) return $"A model for {other.TaskType} can learn from all of the selected classes: --model {other.Name}.";
        return all ? "Choose another project or a model for another task." : "Select the other classes with --classes.";
    }
}
