namespace TrainApp.Training;

/// <summary>The places of a training loop where a stop may take effect.</summary>
internal enum StopPoint
{
    /// <summary>A step has finished and is recorded.</summary>
    Step,

    /// <summary>An epoch has finished and is recorded.</summary>
    Epoch,
}
