using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

/// <summary>Keeps every event in memory.</summary>
internal class RecordingSink : ITrainLoggerSink
{
    public List<TrainLoggerEvent> Events { get; } = [];

    public int Flushes { get; private set; }

    public bool Disposed { get; private set; }

    public string Name => "test sink";

    public TimeSpan FlushInterval { get; init; } = TimeSpan.Zero;

    public virtual void Write(in TrainLoggerEvent trainEvent) => Events.Add(trainEvent);

    public virtual void Flush() => Flushes++;

    public void Dispose() => Disposed = true;
}
