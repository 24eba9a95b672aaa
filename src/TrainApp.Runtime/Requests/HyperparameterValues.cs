namespace TrainApp;

/// <summary>Checked hyperparameters of one run, from which generated code makes the app's typed record.</summary>
public sealed class HyperparameterValues;
