using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Schemas;

namespace TrainApp.CommandLine;

/// <summary><c>schema</c>: JSON Schemas of the three files, from which editors complete and check.</summary>
internal sealed class SchemaVerb : IVerb
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = ReportJson.Default,
    };

    private readonly Option<string> _output = new("--output") { Description = "The folder to write to.", HelpName = "DIR", Required = true };

    public Command Build(AppCommands commands) => commands.Verb("schema", "Writes JSON Schemas of the three files. Example: schema --output schemas", [_output], (context, _) =>
    {
        var folder = Directory.CreateDirectory(context.Parsed.GetValue(_output)!).FullName;
        var hyperparameters = HyperparameterSchemaReader.Read(context.App.Hyperparameters.Text, context.App.Hyperparameters.FileName);
        var schemas = new[]
        {
            ("hyperparameters.schema.json", HyperparametersJsonSchema.Of(hyperparameters)),
            ("models.schema.json", ModelsJsonSchema.Create()),
            ("app_options.schema.json", OptionsJsonSchema.Create()),
        };
        List<string> files = [];
        foreach (var (name, schema) in schemas)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.WriteText(files[^1], schema.ToJsonString(s_options) + "\n");
        }

        context.Output.Result(new SchemaReport(files), ReportJson.Readable.SchemaReport, () => files);
        return Task.FromResult(ExitCodes.Done);
    });
}
