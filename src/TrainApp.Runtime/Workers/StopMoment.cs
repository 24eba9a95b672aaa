namespace TrainApp.Workers;

/// <summary>When a run that is asked to stop does so.</summary>
internal enum StopMoment
{
    /// <summary>After its step; the best checkpoint is published.</summary>
    AfterStep,

    /// <summary>After its epoch; the best checkpoint is published.</summary>
    AfterEpoch,

    /// <summary>At once; its processes are ended, and what was not saved is lost.</summary>
    Now,
}
