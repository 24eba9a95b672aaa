using System.CommandLine;
using TrainApp.Files;
using TrainApp.Reports;
using TrainApp.Schemas;

namespace TrainApp.CommandLine;

/// <summary><c>schema</c>: JSON Schemas of the three files, from which editors complete and check.</summary>
internal sealed class SchemaVerb : IVerb
{
    private readonly Option<string> _output = new("--output") { Description = "The folder to write to.", HelpName = "DIR", Required = true };

    public Command Build(AppCommands commands) => commands.Verb("schema", "Writes JSON Schemas of the three files. Example: schema --output schemas", [_output], (context, _) =>
    {
        var folder = Directory.CreateDirectory(context.Parsed.GetValue(_output)!).FullName;
        List<string> files = [];
        foreach (var (name, text) in SchemaFiles.Of(context.App.Hyperparameters.Text, context.App.Hyperparameters.FileName))
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.WriteText(files[^1], text);
        }

        context.Output.Result(new SchemaReport(files), ReportJson.Readable.SchemaReport, () => files);
        return Task.FromResult(ExitCodes.Done);
    });
}
