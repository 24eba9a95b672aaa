namespace TrainApp;

/// <summary>What a training method receives: data, model, hyperparameters and the means to report.</summary>
public sealed class TrainSession;
