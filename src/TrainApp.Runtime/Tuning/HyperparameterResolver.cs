using TrainApp.Formats;

namespace TrainApp.Tuning;

/// <summary>The hyperparameters of a run.</summary>
/// <param name="Values">Every value, defaults included; where there are problems, defaults stand in for what is wrong.</param>
/// <param name="Text">The YAML text to record: the given or the app's own, with settings put in their places.</param>
/// <param name="Problems">What is wrong; with an error among them nothing may start.</param>
/// <param name="Extra">Paths of variables that the app's file does not know.</param>
internal sealed record HyperparameterResolution(HyperparameterValues Values, string Text, IReadOnlyList<Problem> Problems, IReadOnlyList<string> Extra);

/// <summary>Makes the hyperparameters of a run from the app's file, a file given for the run, and single settings; the later wins.</summary>
internal static class HyperparameterResolver
{
    /// <summary>Resolves.</summary>
    /// <param name="source">The app's hyperparameters: schema and defaults.</param>
    /// <param name="givenText">YAML given for this run; it may leave keys out.</param>
    /// <param name="givenFile">Where that text comes from, for problems.</param>
    /// <param name="set">Settings in order: paths such as <c>optimizer.lr</c> and values as on the command line.</param>
    public static HyperparameterResolution Resolve(HyperparameterSource source, string? givenText, string? givenFile, IReadOnlyList<KeyValuePair<string, string>> set)
    {
        var schema = HyperparameterSchemaReader.Read(source.Text, source.FileName);
        List<Problem> problems = [];
        List<HyperparameterSetting> settings = [];
        foreach (var (path, value) in set)
        {
            if (HyperparameterSetting.Read(schema.Root, path, value, problems) is { } setting) settings.Add(setting);
        }

        var text = givenText ?? source.Text;
        var file = givenText is null ? source.FileName : givenFile;
        var given = Read(text, file, problems);
        var checker = new HyperparameterBinder(file, settings.Select(static setting => setting.Path).ToHashSet(StringComparer.Ordinal));
        checker.Bind(schema.Root, given);
        problems.AddRange(checker.Problems);
        if (problems.Count == 0) text = Apply(settings, text, problems);

        var binder = new HyperparameterBinder(file, new HashSet<string>());
        var values = binder.Bind(schema.Root, Read(text, file, []));
        return new(values, text, problems, binder.Extra);
    }

    private static string Apply(List<HyperparameterSetting> settings, string text, List<Problem> problems)
    {
        foreach (var setting in settings)
        {
            if (HyperparameterText.Set(text, setting.Keys, setting.Value) is { } changed)
            {
                text = changed;
            }
            else
            {
                problems.Add(ProblemKinds.MalformedSetting.At(null, null, $"'{setting.Path}' cannot be set in this file.", "Write the value into the file itself, as 'key: value' on a line of its own."));
            }
        }

        return text;
    }

    private static YamlMapping? Read(string text, string? file, List<Problem> problems)
    {
        var document = YamlReader.Read(text, file, ProblemKinds.HyperparameterYaml);
        problems.AddRange(document.Problems);
        if (document.Root is not (null or YamlMapping or YamlScalar { Kind: ScalarKind.Null }))
        {
            problems.Add(ProblemKinds.HyperparametersNotMapping.At(file, document.Root.Place, $"Hyperparameters are a mapping of keys to values; found {document.Root.Describe()}."));
        }

        return document.Root as YamlMapping;
    }
}
