namespace TrainApp.Requests;

/// <summary>The model that a run starts from.</summary>
/// <param name="Model">Its entry in the catalog.</param>
/// <param name="Experiment">The earlier run that trained it; null for one as the catalog has it.</param>
/// <param name="Checkpoint">File name of the earlier run's checkpoint; null without one.</param>
internal sealed record StartingModel(ModelInfo Model, PublishedExperiment? Experiment = null, string? Checkpoint = null)
{
    public ModelSource Source => Experiment is null ? ModelSource.Pretrained : ModelSource.Custom;

    /// <summary>Number of the earlier run; null without one.</summary>
    public int? TaskId => Experiment?.TaskId;
}
