namespace TrainApp;

/// <summary>Hyperparameters as the app was compiled with them.</summary>
/// <param name="FileName">Name of their file, for messages.</param>
/// <param name="Text">The YAML text: schema and defaults.</param>
/// <param name="Bind">Makes the app's typed record of checked values.</param>
public sealed record HyperparameterSource(string FileName, string Text, Func<HyperparameterValues, object> Bind);
