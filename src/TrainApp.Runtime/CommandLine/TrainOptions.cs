using System.CommandLine;
using TrainApp.Formats;
using TrainApp.Requests;

namespace TrainApp.CommandLine;

/// <summary>The options of <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string?> _project = new("--project") { Description = "The project: a folder, or its number in the workspace (else PROJECT_ID, else the app's sample).", HelpName = "P" };
    private readonly Option<string?> _model = new("--model") { Description = "A model of models.json (else the first one).", HelpName = "M" };
    private readonly Option<string[]> _set = new("--set") { Description = "Sets a hyperparameter; repeat it for more.", HelpName = "a.b=v" };
    private readonly Option<string?> _hyperparameters = new("--hyperparameters") { Description = "A YAML file of hyperparameters; what it leaves out keeps its default.", HelpName = "F" };
    private readonly Option<string[]> _classes = new("--classes") { Description = "Classes to train on (else all).", HelpName = "a,b" };
    private readonly Option<string?> _split = new("--split") { Description = "random:80, random:val=20, or datasets:train=A+B/C,val=D (else random:80).", HelpName = "S" };
    private readonly Option<string?> _name = new("--name") { Description = "The experiment's name.", HelpName = "N" };
    private readonly Option<long?> _seed = new("--seed") { Description = "The seed of split and training (else 0).", HelpName = "N" };
    private readonly Option<string[]> _device = new("--device") { Description = "cpu, or cuda:0[,cuda:1] (else cpu).", HelpName = "D" };
    private readonly Option<string[]> _export = new("--export") { Description = "onnx,tensorrt, or none (else onnx where the app offers it).", HelpName = "E" };
    private readonly Option<bool> _shareDevice = new("--share-device") { Description = "Allows several runs on one device." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Waits for the device instead of being refused." };

    public IEnumerable<Symbol> All =>
        [_project, _model, _set, _hyperparameters, _classes, _split, _name, _seed, _device, _export, _shareDevice, _wait];

    /// <summary>Makes the request of what was typed.</summary>
    public TrainRequest Read(ParseResult parsed, List<Problem> problems) => new()
    {
        Project = Full(parsed.GetValue(_project)),
        Model = parsed.GetValue(_model),
        Set = ReadSet(parsed.GetValue(_set), problems),
        Hyperparameters = parsed.GetValue(_hyperparameters) is { } file ? Path.GetFullPath(file) : null,
        Classes = Split(parsed.GetValue(_classes)),
        Split = parsed.GetValue(_split),
        Name = parsed.GetValue(_name),
        Seed = parsed.GetValue(_seed),
        Device = Split(parsed.GetValue(_device)),
        Export = Split(parsed.GetValue(_export)),
        ShareDevice = parsed.GetValue(_shareDevice) ? true : null,
        Wait = parsed.GetValue(_wait) ? true : null,
    };

    // A number is a project of the workspace, unless there is a folder of that name.
    private static string? Full(string? project) =>
        project is not null && (!project.All(char.IsAsciiDigit) || Directory.Exists(project)) ? Path.GetFullPath(project) : project;

    /// <summary>An option given once is a list with commas; given several times each value is a name, commas and all.</summary>
    private static IReadOnlyList<string>? Split(string[]? values) => values switch
    {
        null or [] => null,
        [var only] => only.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        _ => values,
    };

    private static Dictionary<string, string>? ReadSet(string[]? values, List<Problem> problems)
    {
        if (values is null or []) return null;
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var equals = value.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) problems.Add(new Problem("TRAIN619", Severity.Error, $"--set '{value}': expected NAME=VALUE, such as optimizer.lr=0.001."));
            else set[value[..equals].Trim()] = value[(equals + 1)..];
        }

        return set;
    }
}
