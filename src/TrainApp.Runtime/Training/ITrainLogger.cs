namespace TrainApp;

/// <summary>
/// Receives the events of a training in their order, for an app that sends them somewhere itself. The methods are called by
/// one thread, never the training's own: they may take their time, and an exception in them is reported once and stops nothing. A logger
/// that is <see cref="IDisposable"/> is disposed of when the run ends.
/// </summary>
public interface ITrainLogger
{
    /// <summary>Training begins.</summary>
    /// <param name="totalEpochs">How many epochs it will run; null when that is unknown.</param>
    void TrainStarted(int? totalEpochs);

    /// <summary>An epoch begins.</summary>
    /// <param name="epoch">Its number as the app counts.</param>
    /// <param name="totalSteps">How many steps it will have; null when that is unknown.</param>
    void EpochStarted(int epoch, int? totalSteps);

    /// <summary>A step is done.</summary>
    /// <param name="step">Its number since training began.</param>
    /// <param name="epoch">The epoch that it belongs to; null before the first.</param>
    /// <param name="metrics">Values by name; NaN and infinities are values.</param>
    void StepFinished(long step, int? epoch, IReadOnlyDictionary<string, double> metrics);

    /// <summary>An epoch is done.</summary>
    /// <param name="epoch">Its number as the app counts.</param>
    /// <param name="metrics">Values by name; NaN and infinities are values.</param>
    void EpochFinished(int epoch, IReadOnlyDictionary<string, double> metrics);

    /// <summary>Values were recorded at a step without finishing it.</summary>
    /// <param name="step">The step since training began.</param>
    /// <param name="metrics">Values by name; NaN and infinities are values.</param>
    void Logged(long step, IReadOnlyDictionary<string, double> metrics);

    /// <summary>Training is done.</summary>
    void TrainFinished();
}
