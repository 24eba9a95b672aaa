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
        writer.Summary("The model's entry in the catalog; null for a model that the catalog does not hold any more.");
        writer.Open("public ModelEntry? Model");
        writer.Open("get");
        writer.Line("if (train.ModelInfo is ModelEntry entry) return entry;");
        writer.Line("foreach (var model in Models.All)");
        writer.Line("{");
        writer.Line("    if (string.Equals(model.Name, train.ModelInfo.Name, global::System.StringComparison.OrdinalIgnoreCase)) return model;");
        writer.Line("}");
        writer.Line();
        writer.Line("return null;");
        writer.Close();
        writer.Close();
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
