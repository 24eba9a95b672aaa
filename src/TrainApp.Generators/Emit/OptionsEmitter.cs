using TrainApp.Formats;
using TrainApp.Generators.Inputs;
using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>Writes the app options as a value.</summary>
internal static class OptionsEmitter
{
    public static Artefact Emit(FileSource source)
    {
        var file = source.Text is null ? new AppOptionsFile([], []) : AppOptionsReader.Read(source.Text, source.Path);
        var writer = SourceWriter.File(source.Namespace);
        writer.OpenType($"The app options, by <c>{Literal.Xml(source.Name)}</c>.", "internal static class AppOptionsSource");
        writer.Open("public static global::TrainApp.AppOptions Value { get; } = new()");
        // A section with a mistake may lack what its type requires; the mistake is reported, and the app compiles without it.
        foreach (var section in file.Values.GroupBy(static value => Head(value.Key.Property)))
        {
            if (section.Key == section.First().Key.Property)
            {
                writer.Line($"{section.Key} = {Write(section.First(), source.Directory)},");
            }
            else if (IsWhole(section))
            {
                writer.Line($"{section.Key} = new() {{ {string.Join(", ", section.Select(value => $"{Tail(value.Key.Property)} = {Write(value, source.Directory)}"))} }},");
            }
        }

        writer.Close("};");
        writer.Close();
        IEnumerable<Problem> problems = source.Missing is null ? file.Problems : [source.Missing];
        return new(source, writer.ToString(), problems.ToEquatableArray());
    }

    private static string Head(string property) => property.Contains('.') ? property.Substring(0, property.IndexOf('.')) : property;

    private static string Tail(string property) => property.Substring(property.IndexOf('.') + 1);

    private static bool IsWhole(IEnumerable<OptionValue> values)
    {
        var section = values.First().Key.Section;
        return OptionKey.All.Where(key => key.IsRequired && key.Section == section).All(key => values.Any(value => value.Key == key));
    }

    private static string Write(OptionValue option, string directory) => option.Value switch
    {
        bool flag => Literal.Bool(flag),
        // A relative path starts at the folder of its file.
        string path when option.Key.Kind == OptionKind.Path && directory.Length > 0 && path[0] != '/' => Literal.Text($"{directory}/{path}"),
        string text => Literal.Text(text),
        IEnumerable<string> list => $"[{string.Join(", ", list.Select(Literal.Text))}]",
        _ => throw new InvalidOperationException($"An option has the value {option.Value}."),
    };
}
