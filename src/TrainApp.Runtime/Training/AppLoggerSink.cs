namespace TrainApp.Training;

/// <summary>Hands events to the app's own logger.</summary>
internal sealed class AppLoggerSink(ITrainLogger logger) : ITrainLoggerSink
{
    public string Name => $"logger {logger.GetType().Name}";

    public TimeSpan FlushInterval => TimeSpan.MaxValue;

    public void Write(in TrainLoggerEvent trainEvent)
    {
        int? epoch = trainEvent.Epoch == TrainLoggerEvent.NoEpoch ? null : trainEvent.Epoch;
        switch (trainEvent.Kind)
        {
            case TrainLoggerEventKind.TrainStarted:
                logger.TrainStarted(trainEvent.Total);
                break;
            case TrainLoggerEventKind.EpochStarted:
                logger.EpochStarted(trainEvent.Epoch, trainEvent.Total);
                break;
            case TrainLoggerEventKind.StepFinished:
                logger.StepFinished(trainEvent.Step, epoch, Metrics(trainEvent));
                break;
            case TrainLoggerEventKind.EpochFinished:
                logger.EpochFinished(trainEvent.Epoch, Metrics(trainEvent));
                break;
            case TrainLoggerEventKind.Logged:
                logger.Logged(trainEvent.Step, Metrics(trainEvent));
                break;
            case TrainLoggerEventKind.TrainFinished:
                logger.TrainFinished();
                break;
            case TrainLoggerEventKind.Sampled:
                // What the machine does is no event of the training.
                break;
        }
    }

    public void Flush()
    {
    }

    public void Dispose() => (logger as IDisposable)?.Dispose();

    private static Dictionary<string, double> Metrics(in TrainLoggerEvent trainEvent) => new(trainEvent.Metrics, StringComparer.Ordinal);
}
