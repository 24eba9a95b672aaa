namespace TrainApp.Generators;

/// <summary>Names of the steps whose reasons to run are tested.</summary>
internal static class TrackingNames
{
    public const string App = nameof(App);
    public const string Places = nameof(Places);
    public const string Methods = nameof(Methods);
    public const string Classes = nameof(Classes);
    public const string Project = nameof(Project);
    public const string HyperparametersSource = nameof(HyperparametersSource);
    public const string HyperparametersProblems = nameof(HyperparametersProblems);
    public const string HyperparametersOutput = nameof(HyperparametersOutput);
    public const string ModelsSource = nameof(ModelsSource);
    public const string ModelsProblems = nameof(ModelsProblems);
    public const string ModelsOutput = nameof(ModelsOutput);
    public const string OptionsSource = nameof(OptionsSource);
    public const string OptionsProblems = nameof(OptionsProblems);
    public const string OptionsOutput = nameof(OptionsOutput);
    public const string SessionOutput = nameof(SessionOutput);
    public const string HostProblems = nameof(HostProblems);
    public const string HostOutput = nameof(HostOutput);
}
