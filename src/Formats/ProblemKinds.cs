namespace TrainApp.Formats;

/// <summary>Every kind of mistake that the readers of the three files report; the compiler's descriptors are made of this list.</summary>
internal static class ProblemKinds
{
    private static readonly List<ProblemKind> s_all = [];

    public static ProblemKind InvalidHyperparameters { get; } = Error("TRAIN001", "The hyperparameters are not valid YAML");
    public static ProblemKind UnsupportedHyperparameterYaml { get; } = Error("TRAIN002", "The hyperparameters use a YAML feature that is not supported");
    public static ProblemKind DuplicateHyperparameter { get; } = Error("TRAIN003", "A hyperparameter appears twice");
    public static ProblemKind HyperparametersNotMapping { get; } = Error("TRAIN004", "The hyperparameters are not a mapping of keys to values");
    public static ProblemKind UnsupportedHyperparameter { get; } = Error("TRAIN005", "A hyperparameter has a value that is not supported");
    public static ProblemKind UntypedHyperparameter { get; } = Error("TRAIN006", "A hyperparameter without a value needs a comment that names its type");
    public static ProblemKind MixedList { get; } = Error("TRAIN007", "A list mixes types");
    public static ProblemKind ContradictoryComment { get; } = Error("TRAIN008", "A hyperparameter's comment contradicts its value");
    public static ProblemKind WrongType { get; } = Error("TRAIN009", "A hyperparameter has a value of the wrong type");
    public static ProblemKind OutOfRange { get; } = Error("TRAIN010", "A hyperparameter lies outside its range");
    public static ProblemKind NotAChoice { get; } = Error("TRAIN011", "A hyperparameter is none of its choices");
    public static ProblemKind HyperparameterNameClash { get; } = Error("TRAIN012", "A hyperparameter cannot be named in C#");
    public static ProblemKind NoHyperparameters { get; } = Error("TRAIN013", "The app has no hyperparameters");
    public static ProblemKind MisspeltHyperparameter { get; } = Error("TRAIN014", "A hyperparameter is probably misspelt");
    public static ProblemKind MalformedSetting { get; } = Error("TRAIN015", "A setting is malformed");

    public static ProblemKind InvalidModels { get; } = Error("TRAIN101", "The model list is not valid JSON");
    public static ProblemKind DuplicateModelKey { get; } = Error("TRAIN102", "A key appears twice in a model");
    public static ProblemKind ModelsNotList { get; } = Error("TRAIN103", "The model list is not a list of objects");
    public static ProblemKind MissingModelField { get; } = Error("TRAIN104", "A model lacks a required field");
    public static ProblemKind MissingCheckpoint { get; } = Error("TRAIN105", "A model lacks its checkpoint");
    public static ProblemKind WrongModelValue { get; } = Error("TRAIN106", "A model has a value of the wrong type");
    public static ProblemKind DuplicateModel { get; } = Error("TRAIN107", "Two models have one name");
    public static ProblemKind ModelNameClash { get; } = Error("TRAIN108", "A model cannot be named in C#");
    public static ProblemKind NoModels { get; } = Error("TRAIN109", "The app has no models");
    public static ProblemKind MisspeltModelName { get; } = Error("TRAIN110", "A name in the model list is probably misspelt");

    public static ProblemKind InvalidOptions { get; } = Error("TRAIN201", "The app options are not valid YAML");
    public static ProblemKind UnsupportedOptionsYaml { get; } = Error("TRAIN202", "The app options use a YAML feature that is not supported");
    public static ProblemKind DuplicateOption { get; } = Error("TRAIN203", "An app option appears twice");
    public static ProblemKind OptionsNotMapping { get; } = Error("TRAIN204", "The app options are not a mapping of keys to values");
    public static ProblemKind UnknownOption { get; } = Error("TRAIN205", "An app option is unknown");
    public static ProblemKind WrongOption { get; } = Error("TRAIN206", "An app option has a value that it cannot have");
    public static ProblemKind OptionNotOffered { get; } = Warning("TRAIN207", "An app option is not offered");

    public static ProblemKind FileIsNotAnItem { get; } = Error("TRAIN313", "A file that the app names is not an item of the project");
    public static ProblemKind NoApp { get; } = Error("TRAIN314", "No class is marked as the app");
    public static ProblemKind InferenceClassShape { get; } = Error("TRAIN315", "The inference class cannot be made");
    public static ProblemKind TrainLoggerShape { get; } = Error("TRAIN316", "The train logger cannot be made");
    public static ProblemKind InvalidInferenceSettings { get; } = Error("TRAIN317", "The settings of the inference class cannot be read");

    /// <summary>All kinds, by id.</summary>
    public static IReadOnlyList<ProblemKind> All => s_all;

    /// <summary>What a YAML reader reports about the hyperparameters.</summary>
    public static YamlProblemKinds HyperparameterYaml { get; } = new(InvalidHyperparameters, UnsupportedHyperparameterYaml, DuplicateHyperparameter);

    /// <summary>What a YAML reader reports about the app options.</summary>
    public static YamlProblemKinds OptionsYaml { get; } = new(InvalidOptions, UnsupportedOptionsYaml, DuplicateOption);

    private static ProblemKind Error(string id, string title) => Add(new(id, Severity.Error, title));

    private static ProblemKind Warning(string id, string title) => Add(new(id, Severity.Warning, title));

    private static ProblemKind Add(ProblemKind kind)
    {
        s_all.Add(kind);
        return kind;
    }
}
