namespace TrainApp.Training;

/// <summary>
/// Takes the events of a training in their order. It is called by one thread, never the training's own, and may fail:
/// an exception is counted and reported once, and the next event comes all the same.
/// </summary>
internal interface ITrainLoggerSink : IDisposable
{
    /// <summary>The name for the report of a failure, such as <c>metrics file</c>.</summary>
    string Name { get; }

    /// <summary>How often <see cref="Flush"/> is called while events come.</summary>
    TimeSpan FlushInterval { get; }

    /// <summary>Takes one event; it may keep it in memory.</summary>
    void Write(in TrainLoggerEvent trainEvent);

    /// <summary>Hands everything taken so far to the system. What fails is kept and tried again at the next call.</summary>
    void Flush();
}
