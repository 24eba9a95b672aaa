namespace TrainApp.Generators.Contract;

/// <summary>The attributes that give a method of an app its job.</summary>
internal enum AppMark
{
    TrainStart,
    ExportOnnx,
    ExportTensorRt,
    SampleProject,
}

/// <summary>What the host can hand to a marked method.</summary>
internal enum ParameterRole
{
    Session,
    Hyperparameters,
    Experiment,
    Directory,
    Stop,
}
