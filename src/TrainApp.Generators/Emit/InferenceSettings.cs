using System.Globalization;
using TrainApp.Formats;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>The file that <c>[Inference(Settings = …)]</c> names, as a value.</summary>
/// <param name="Code">The value in C#; null without a file.</param>
/// <param name="Problems">What is wrong with the file.</param>
internal sealed record InferenceSettings(string? Code, EquatableArray<Problem> Problems)
{
    private const string Dictionary = "global::System.Collections.Generic.Dictionary<string, object?>(global::System.StringComparer.Ordinal)";
    private static readonly YamlProblemKinds s_kinds = new(ProblemKinds.InvalidInferenceSettings, ProblemKinds.InvalidInferenceSettings, ProblemKinds.InvalidInferenceSettings);

    public static InferenceSettings Of(MarkedClass? inference, ProjectInputs inputs)
    {
        if (inference is not { Mistake: null, Settings: { } setting }) return new(null, []);
        if (FileSource.Find(setting, inputs.Files.Items, inputs.Project) is not { } file)
        {
            var missing = ProblemKinds.FileIsNotAnItem.At(
                inference.Place.File, inference.Place.Place, $"'{setting}' is not among the project's additional files.", $"Add <AdditionalFiles Include=\"{setting}\" /> to the project file.");
            return new(null, new[] { missing }.ToEquatableArray());
        }

        var document = YamlReader.Read(file.Text, file.Path, s_kinds);
        List<Problem> problems = [.. document.Problems];
        if (document.Root is not (YamlMapping or null or YamlScalar { Kind: ScalarKind.Null }))
            problems.Add(ProblemKinds.InvalidInferenceSettings.At(file.Path, document.Root.Place, $"The settings are a mapping of keys to values; found {document.Root.Describe()}."));
        return new(Write(document.Root as YamlMapping ?? new([], true, document.Root?.Place ?? default)), problems.ToEquatableArray());
    }

    private static string Write(YamlNode node) => node switch
    {
        YamlMapping mapping => $"new {Dictionary} {{ {string.Join(", ", mapping.Entries.Select(static entry => $"[{Literal.Text(entry.Key.Value)}] = {Write(entry.Value)}"))} }}",
        YamlSequence list => $"new object?[] {{ {string.Join(", ", list.Items.Select(Write))} }}",
        YamlScalar { Kind: ScalarKind.Null } => "null",
        YamlScalar { Kind: ScalarKind.Bool } scalar => Literal.Bool(scalar.Value[0] is 't' or 'T'),
        YamlScalar { Kind: ScalarKind.Integer } scalar when CoreSchema.TryInteger(scalar.Value, out var number) => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        YamlScalar { Kind: ScalarKind.Integer or ScalarKind.Float } scalar when CoreSchema.TryNumber(scalar.Value, out _) => Literal.Double(scalar.Value),
        _ => Literal.Text(((YamlScalar)node).Value),
    };
}
