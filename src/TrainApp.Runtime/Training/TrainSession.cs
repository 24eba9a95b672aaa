using System.Text.Json.Nodes;
using TrainApp.Training;

namespace TrainApp;

/// <summary>What a training method receives: data, model, hyperparameters and the means to report.</summary>
public sealed class TrainSession
{
    private readonly SessionSetup _setup;
    private readonly CheckpointReports _reports;
    private readonly List<ExportCheck> _checks = [];
    private readonly Lazy<object> _hyperparameters;

    internal TrainSession(SessionSetup setup)
    {
        _setup = setup;
        _reports = setup.Reports;
        _hyperparameters = new Lazy<object>(setup.BindHyperparameters);
        OutputDirectory = setup.OutputDirectory;
    }

    /// <summary>A folder for intermediate files; it goes when the run has ended well.</summary>
    public string WorkDirectory => _setup.WorkDirectory;

    /// <summary>The folder of results: everything in it is published.</summary>
    public string OutputDirectory { get; internal set; }

    /// <summary>The project's number in the workspace.</summary>
    public long ProjectId => _setup.ProjectId;

    /// <summary>The project's name.</summary>
    public string ProjectName => _setup.ProjectName;

    /// <summary>The project as the run was given it: its number, name and folder. The folder is for reading.</summary>
    public ProjectInfo ProjectInfo => new(ProjectId, ProjectName, _setup.SourceDirectory);

    /// <summary>Classes and tags of the prepared project: the selected classes, in the order of the project's meta, and every tag.</summary>
    public ProjectMeta ProjectMeta => Project.Meta;

    /// <summary>Folder of the prepared project; it belongs to the run.</summary>
    public string ProjectDirectory => Project.Directory;

    /// <summary>Folder of the training dataset.</summary>
    public string TrainDatasetDirectory => TrainDataset.Directory;

    /// <summary>Folder of the validation dataset.</summary>
    public string ValDatasetDirectory => ValDataset.Directory;

    /// <summary>The training dataset.</summary>
    public Dataset TrainDataset => Project.Datasets["train"];

    /// <summary>The validation dataset.</summary>
    public Dataset ValDataset => Project.Datasets["val"];

    /// <summary>The prepared project with its datasets <c>train</c> and <c>val</c>.</summary>
    public Project Project => _setup.Project;

    /// <summary>Name of the selected model.</summary>
    public string ModelName => ModelInfo.Name;

    /// <summary>Where the model comes from.</summary>
    public ModelSource ModelSource => BaseExperiment is null ? ModelSource.Pretrained : ModelSource.Custom;

    /// <summary>The earlier run whose model is trained on; null for a model as the catalog has it.</summary>
    public PublishedExperiment? BaseExperiment => _setup.BaseExperiment;

    /// <summary>Local paths of the model's files: those of the catalog, or an earlier run's and its checkpoint that was chosen.</summary>
    public ModelFiles ModelFiles => _setup.ModelFiles;

    /// <summary>The model's entry in the catalog, for a model of an earlier run, too.</summary>
    public ModelInfo ModelInfo => _setup.Model;

    /// <summary>Names of the selected classes; a name's place is its index everywhere.</summary>
    public IReadOnlyList<string> Classes => _setup.Classes;

    /// <summary>Names of the selected tags, in the order of the project's meta; all of them where none were chosen. The data is not filtered by them.</summary>
    public IReadOnlyList<string> Tags => _setup.Tags;

    /// <summary>The first device: <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device => Devices[0];

    /// <summary>The devices of the run.</summary>
    public IReadOnlyList<string> Devices => _setup.Devices;

    /// <summary>The options of the app.</summary>
    public AppOptions Options => _setup.Options;

    /// <summary>The state from which the run can be repeated, as it is published in <c>app_state.json</c>.</summary>
    public JsonObject AppState => (JsonObject)_setup.AppState.DeepClone();

    /// <summary>Receives progress and metrics.</summary>
    public TrainLogger Logger => _setup.Logger;

    /// <summary>The seed of the run; everything random in an app should start from it.</summary>
    public long Seed => _setup.Seed;

    internal CheckpointReports Reports => _reports;

    internal SessionAdditions Additions => _setup.Additions;

    /// <summary>Makes the app's own event files join the published <c>logs/</c>.</summary>
    /// <param name="directory">The folder that the app writes event files to; it may be empty yet.</param>
    public void StartTensorBoard(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Additions.AddLogDirectory(Path.GetFullPath(directory));
    }

    /// <summary>Publishes files and folders beside the others, under their own names. Call it when they are complete.</summary>
    /// <param name="paths">Files and folders, anywhere; what lies in <see cref="OutputDirectory"/> is published anyway.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ArgumentException">A name is one of the published files' own, or was given to another file.</exception>
    public void AddOutputFiles(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<string> added = [];
        foreach (var path in paths)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            var name = Path.GetFileName(full);
            if (!Path.Exists(full)) throw new FileNotFoundException($"The output file '{full}' does not exist.", full);
            if (_setup.IsReservedName(name)) throw new ArgumentException($"'{name}' cannot be added: the name belongs to a file that is published anyway. Give yours another name.", nameof(paths));
            if (Additions.OutputFiles.Concat(added).FirstOrDefault(other => other != full && Path.GetFileName(other) == name) is { } other)
                throw new ArgumentException($"'{full}' cannot be added: '{other}' has the same name. Give one of them another name.", nameof(paths));
            added.Add(full);
        }

        Additions.AddOutputFiles(added);
    }

    /// <summary>
    /// Makes a checkpoint known before the method returns, so that it is kept whatever happens next. Call it when the
    /// file or folder is complete.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="metrics">The metrics of the model in it.</param>
    /// <param name="best">Whether it is the best one so far.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public void ReportCheckpoint(string path, Dictionary<string, double>? metrics = null, bool best = false)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Path.Exists(full)) throw new FileNotFoundException($"The reported checkpoint '{full}' does not exist.", full);
        _reports.Add(new CheckpointReport(full, new Dictionary<string, double>(metrics ?? [], StringComparer.Ordinal), best));
    }

    /// <summary>
    /// Makes a further file of the model known before the method returns, so that a run that is stopped in the middle
    /// publishes it with the checkpoints. A method that returns names its files in <see cref="ExperimentInfo.ModelFiles"/> all the same.
    /// </summary>
    /// <param name="name">Its name there, such as <c>config</c>.</param>
    /// <param name="path">The file, complete.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public void ReportModelFile(string name, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new FileNotFoundException($"The reported file '{name}' of the model, '{full}', does not exist.", full);
        Additions.AddModelFile(name, full);
    }

    /// <summary>Records a check of an exported file; it is shown with the export.</summary>
    public void ReportExportCheck(ExportCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        lock (_checks) _checks.Add(check);
    }

    /// <summary>The app's hyperparameters. Generated code calls this with the type that it generates.</summary>
    public T BoundHyperparameters<T>() => (T)_hyperparameters.Value;

    /// <summary>The checks recorded since the last call.</summary>
    internal IReadOnlyList<ExportCheck> TakeExportChecks()
    {
        lock (_checks)
        {
            List<ExportCheck> taken = [.. _checks];
            _checks.Clear();
            return taken;
        }
    }
}

/// <summary>The project that a run was given.</summary>
/// <param name="Id">Its number in the workspace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Directory">Its folder.</param>
public sealed record ProjectInfo(long Id, string Name, string Directory);
