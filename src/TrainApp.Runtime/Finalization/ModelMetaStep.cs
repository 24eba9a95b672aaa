using TrainApp.Projects;

namespace TrainApp.Finalization;

/// <summary>
/// Writes <c>model_meta.json</c>: the selected classes in index order, their shapes being those of the task
/// (detection: rectangles; segmentation: bitmaps; pose: graphs), and the project's tags.
/// </summary>
internal sealed class ModelMetaStep : IFinalizationStep
{
    public const string FileName = "model_meta.json";

    public string Name => "model-meta";

    public Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var meta = context.Session.ProjectMeta;
        var task = context.Experiment.TaskType;
        var classes = task switch
        {
            _ when task.EndsWith("detection", StringComparison.OrdinalIgnoreCase) =>
                meta.Classes.Select(c => c with { Shape = "rectangle" }),
            _ when task.EndsWith("segmentation", StringComparison.OrdinalIgnoreCase) =>
                meta.Classes.Where(c => c.Shape is "polygon" or "bitmap").Select(c => c with { Shape = "bitmap" }),
            _ when task.StartsWith("pose", StringComparison.OrdinalIgnoreCase) => meta.Classes.Where(c => c.Shape == "graph"),
            _ => meta.Classes,
        };
        context.Files.Write(context.PathOf(FileName), MetaWriter.Write(meta with { Classes = [.. classes] }));
        return Task.CompletedTask;
    }
}
