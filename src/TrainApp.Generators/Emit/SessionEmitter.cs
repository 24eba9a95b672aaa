using TrainApp.Generators.Naming;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Emit;

/// <summary>Writes what makes a training session an app's own: its types as extension properties.</summary>
internal static class SessionEmitter
{
    public static string Emit(EquatableArray<ModelFileName> files, string ns)
    {
        var writer = SourceWriter.File(ns, $"global using global::{ns};");
        writer.OpenType("The app's own types on the session that its methods receive.", "public static class TrainSessionExtensions");
        writer.Open("extension(global::TrainApp.TrainSession train)");
        writer.Summary("The hyperparameters of the run.");
        writer.Line("public Hyperparameters Hyperparameters => train.BoundHyperparameters<Hyperparameters>();");
        writer.Line();
        writer.Summary("The model's entry in the catalog, with the app's own columns.");
        writer.Line("public ModelEntry Model => (ModelEntry)train.ModelInfo;");
        writer.Close();
        if (!files.IsEmpty) WriteFiles(writer, files);
        writer.Close();
        return writer.ToString();
    }

    private static void WriteFiles(SourceWriter writer, EquatableArray<ModelFileName> files)
    {
        writer.Line();
        writer.Open("extension(global::TrainApp.ModelFiles files)");
        foreach (var file in files)
        {
            var name = Literal.Text(file.Name);
            writer.Gap();
            writer.Summary($"Local path of the file <c>{Literal.Xml(file.Name)}</c>{(file.IsAlwaysGiven ? "" : "; null when the model has none")}.");
            writer.Line(file.IsAlwaysGiven
                ? $"public string {file.Member} => files[{name}]!;"
                : $"public string? {file.Member} => global::System.Linq.Enumerable.Contains(files.Names, {name}) ? files[{name}] : null;");
        }

        writer.Close();
    }
}
