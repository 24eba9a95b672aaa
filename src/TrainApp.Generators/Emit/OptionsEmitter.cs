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
        foreach (var option in file.Values)
        {
            writer.Line($"{option.Key.Property} = {Write(option, source.Directory)},");
        }

        writer.Close("};");
        writer.Close();
        IEnumerable<Problem> problems = source.Missing is null ? file.Problems : [source.Missing];
        return new(source, writer.ToString(), problems.ToEquatableArray());
    }

    private static string Write(OptionValue option, string directory) => option.Value switch
    {
        bool flag => Literal.Bool(flag),
        // A relative path starts at the folder of its file.
        string path when option.Key.Kind == OptionKind.Text => $"new({Literal.Text(directory.Length > 0 && path[0] != '/' ? $"{directory}/{path}" : path)})",
        string text => Literal.Text(text),
        _ => "null",
    };
}
