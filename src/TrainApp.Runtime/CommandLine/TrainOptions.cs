using System.CommandLine;
using TrainApp.Formats;
using TrainApp.Requests;

namespace TrainApp.CommandLine;

/// <summary>The options of <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string?> _project = new("--project") { Description = "The project: a folder, or its number in the workspace (else PROJECT_ID, else the app's sample).", HelpName = "P" };
    private readonly Option<int?> _projectVersion = new("--project-version") { Description = "Trains on the data as it was at an earlier start.", HelpName = "N" };
    private readonly Option<string?> _model = new("--model") { Description = "A model of models.json, or an earlier run's checkpoint as RUN:CHECKPOINT (else the app's default, else the first one).", HelpName = "M" };
    private readonly Option<string[]> _set = new("--set") { Description = "Sets a hyperparameter; repeat it for more.", HelpName = "a.b=v" };
    private readonly Option<string?> _hyperparameters = new("--hyperparameters") { Description = "A YAML file of hyperparameters; what it leaves out keeps its default.", HelpName = "F" };
    private readonly Option<string?> _appState = new("--app-state") { Description = "Starts from an app_state.json; what is given beside it wins.", HelpName = "F" };
    private readonly Option<string[]> _classes = new("--classes") { Description = "Classes to train on (else all).", HelpName = "a,b" };
    private readonly Option<string[]> _tags = new("--tags") { Description = "Tags to train on (else all, where the app offers the choice).", HelpName = "a,b" };
    private readonly Option<string?> _convertClasses = new("--convert-classes") { Description = "Converts shapes to those of the task (else as the app's options say).", HelpName = "on|off" };
    private readonly Option<string?> _cache = new("--cache") { Description = "Links images to the workspace's cache instead of copying them (else on).", HelpName = "on|off" };
    private readonly Option<string?> _split = new("--split") { Description = "random:80[,stratified][,group=TAG], tags:train=T,val=V,untagged=ignore, datasets:train=A+B/C,val=D, or collections:train=C,val=D (else as in the latest run, by names of datasets, or random:80).", HelpName = "S" };
    private readonly Option<string?> _name = new("--name") { Description = "The experiment's name.", HelpName = "N" };
    private readonly Option<long?> _seed = new("--seed") { Description = "The seed of split and training (else 0).", HelpName = "N" };
    private readonly Option<string[]> _device = new("--device") { Description = "cpu, cuda:0[,cuda:1], or the name of a GPU (else cpu).", HelpName = "D" };
    private readonly Option<string?> _benchmark = new("--benchmark") { Description = "Evaluates the best checkpoint after training (else on where the app offers it).", HelpName = "on|off" };
    private readonly Option<string?> _speedTest = new("--speed-test") { Description = "Measures the speed of inference, too (else off).", HelpName = "on|off" };
    private readonly Option<string[]> _export = new("--export") { Description = "onnx,tensorrt, or none (else onnx where the app offers it).", HelpName = "E" };
    private readonly Option<bool> _shareDevice = new("--share-device") { Description = "Allows several runs on one device." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Waits for the device instead of being refused." };

    public IEnumerable<Symbol> All =>
    [
        _project, _projectVersion, _model, _set, _hyperparameters, _appState, _classes, _tags, _convertClasses, _cache, _split, _name, _seed, _device,
        _benchmark, _speedTest, _export, _shareDevice, _wait,
    ];

    /// <summary>Makes the request of what was typed.</summary>
    public TrainRequest Read(ParseResult parsed, List<Problem> problems) => new TrainRequest
    {
        Project = parsed.GetValue(_project),
        ProjectVersion = parsed.GetValue(_projectVersion),
        Model = parsed.GetValue(_model),
        Set = ReadSet(parsed.GetValue(_set), problems),
        Hyperparameters = parsed.GetValue(_hyperparameters),
        AppState = parsed.GetValue(_appState),
        Classes = Split(parsed.GetValue(_classes)),
        Tags = Split(parsed.GetValue(_tags)),
        ConvertClasses = parsed.GetValue(_convertClasses),
        Cache = parsed.GetValue(_cache),
        Split = parsed.GetValue(_split),
        Name = parsed.GetValue(_name),
        Seed = parsed.GetValue(_seed),
        Device = Split(parsed.GetValue(_device)),
        Benchmark = parsed.GetValue(_benchmark),
        SpeedTest = parsed.GetValue(_speedTest),
        Export = Split(parsed.GetValue(_export)),
        ShareDevice = parsed.GetValue(_shareDevice) ? true : null,
        Wait = parsed.GetValue(_wait) ? true : null,
    }.WithFullPaths();

    /// <summary>An option given once is a list with commas; given several times each value is a name, commas and all.</summary>
    public static IReadOnlyList<string>? Split(string[]? values) => values switch
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
