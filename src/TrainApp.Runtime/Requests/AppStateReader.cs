using System.Globalization;
using TrainApp.Formats;
using TrainApp.Preparation;

namespace TrainApp.Requests;

/// <summary>
/// Reads an <c>app_state.json</c>: this framework's own, those of the reference system with all their spellings, and what
/// people write by hand. Every mistake is reported, with its place.
/// </summary>
internal sealed class AppStateReader
{
    public const string Model = "model", Split = "train_val_split", Classes = "classes", Tags = "tags", Hyperparameters = "hyperparameters";
    public const string Export = "options.export", Name = "experiment_name", Benchmark = "options.model_benchmark";

    private const string Anonymous = "app state";

    private static readonly string[] s_keys = ["input", Split, Classes, Tags, Model, Hyperparameters, "options", Name, "seed", "start_training"];

    private readonly string _file;
    private readonly AppStateSection _root;
    private readonly Dictionary<string, RequestOrigin> _origins = new(StringComparer.Ordinal);

    private AppStateReader(AppStateSection root, string file)
    {
        _root = root.CheckKeys(s_keys);
        _file = file;
    }

    /// <summary>Reads a state.</summary>
    /// <param name="textOrPath">The text itself, which begins with a brace, or the path of its file.</param>
    /// <returns>Null when it is no JSON object; the problems hold the reason.</returns>
    public static (AppState? State, IReadOnlyList<Problem> Problems) Read(string textOrPath)
    {
        var (text, file) = (textOrPath, Anonymous);
        if (!textOrPath.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("{"))
        {
            file = textOrPath;
            try
            {
                text = File.ReadAllText(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return (null, [AppStateKinds.Unreadable.At(file, null, $"The app state '{file}' cannot be read: {e.Message}")]);
            }
        }

        var document = JsonReader.Read(text, file, AppStateKinds.Unreadable, AppStateKinds.Duplicate);
        List<Problem> problems = [.. document.Problems];
        if (problems.Exists(problem => problem.Id == AppStateKinds.Unreadable.Id)) return (null, problems);
        if (document.Root is not { Kind: JsonKind.Object } root)
        {
            problems.Add(AppStateKinds.Unreadable.At(file, document.Root?.Opening, $"An app state is an object; found {document.Root?.Describe() ?? "nothing"}."));
            return (null, problems);
        }

        return (new AppStateReader(new AppStateSection(root, "", file, problems), file).Read(), problems);
    }

    private AppState Read()
    {
        var input = _root.Section("input")?.CheckKeys(["project_id"], "train_dataset_id", "val_dataset_id");
        var project = input?.Integer("project_id", 1, long.MaxValue);
        var model = ReadModel();
        var (split, sides) = ReadSplit();
        var classes = Remember(Classes, _root.Names(Classes, isRequired: false));
        var tags = Remember(Tags, _root.Names(Tags, isRequired: false, mayBeIds: false));
        var classIds = classes is { Count: > 0 } && classes.All(item => item.Id is not null) ? classes : null;
        if (classIds is null && classes?.FirstOrDefault(item => item.Id is not null) is { } mixed)
            _root.Report(AppStateKinds.WrongValue, mixed.Place, $"'{Classes}': ids and names are mixed; give either.");
        var hyperparameters = _root[Hyperparameters] is null ? null : Remember(Hyperparameters, _root.Text(Hyperparameters));
        var seed = _root.Integer("seed", long.MinValue, long.MaxValue);
        _ = _root.Flag("start_training");
        var request = ReadOptions() with
        {
            Model = model,
            Split = split,
            Classes = classIds is null ? classes?.Select(item => item.Name).ToList() : null,
            Tags = tags?.Select(item => item.Name).ToList(),
            HyperparametersText = hyperparameters,
            Name = Remember(Name, _root.Text(Name)),
            Seed = seed,
        };
        return new AppState
        {
            File = _file,
            Root = _root.Node.Opening,
            Keys = _root.Node.Members.Where(member => member.Value.Kind != JsonKind.Null).Select(member => member.Name).ToHashSet(StringComparer.Ordinal),
            Request = request,
            ProjectId = project,
            ClassIds = classIds,
            Sides = sides,
            Origins = _origins,
        };
    }

    private string? ReadModel()
    {
        if (_root.Section(Model) is not { } section) return null;
        section.CheckKeys(["source", "model_name", "task_id", "checkpoint"]);
        switch (section.Word("source", isRequired: true, "Pretrained models", "Custom models", "Pretrained model", "Custom model"))
        {
            case "Pretrained models" or "Pretrained model":
                return Remember(Model, section.Text("model_name", isRequired: true));
            case not null:
                var (run, checkpoint) = (section.Integer("task_id", 1, int.MaxValue, isRequired: true), section.Text("checkpoint", isRequired: true));
                return run is null || checkpoint is null ? null : Remember(Model, string.Create(CultureInfo.InvariantCulture, $"{run}:{checkpoint}"));
            default:
                return null;
        }
    }

    private (string? Split, AppStateSides? Sides) ReadSplit()
    {
        if (_root.Section(Split) is not { } section) return (null, null);
        section.CheckKeys([
            "method", "split", "percent", "stratified", "group", "train_tag", "val_tag", "untagged_action",
            "train_datasets", "val_datasets", "train_collections", "val_collections"]);
        _ = Remember(Split, section);
        return MethodOf(section) switch
        {
            "random" => (ReadRandom(section), null),
            "tags" => (ReadTags(section), null),
            { } method => (null, ReadSides(section, method)),
            null => (null, null),
        };
    }

    private static string? MethodOf(AppStateSection section)
    {
        if (section["method"] is { Kind: JsonKind.String } given && SplitMethodName.Find(given.Text) is { } method) return method;
        return section.Word("method", isRequired: true, [.. SplitMethodName.All]);
    }

    private static string? ReadRandom(AppStateSection section)
    {
        var side = section.Word("split", isRequired: true, "train", "val");
        var percent = section.Integer("percent", 1, 99, isRequired: true);
        var (stratified, group) = (section.Flag("stratified") ?? false, section.Text("group"));
        return side is null || percent is null
            ? null
            : new RandomSplit(side == "val" ? SplitSide.Val : SplitSide.Train, (int)percent) { IsStratified = stratified, GroupTag = group }.ToString();
    }

    private static string? ReadTags(AppStateSection section)
    {
        var train = section.Names("train_tag", isRequired: true, mayBeText: true, mayBeIds: false);
        var val = section.Names("val_tag", isRequired: true, mayBeText: true, mayBeIds: false);
        var untagged = section.Word("untagged_action", isRequired: true, "train", "val", "ignore");
        if (train is null || val is null || untagged is null || !AreFilled(section, ("train_tag", train), ("val_tag", val))) return null;
        var action = untagged switch { "train" => UntaggedImages.Train, "val" => UntaggedImages.Val, _ => UntaggedImages.Ignore };
        return new TagSplit([.. train.Select(item => item.Name)], [.. val.Select(item => item.Name)], action).ToString();
    }

    private static AppStateSides? ReadSides(AppStateSection section, string method)
    {
        var train = section.Names($"train_{method}", isRequired: true);
        var val = section.Names($"val_{method}", isRequired: true);
        return train is null || val is null || !AreFilled(section, ($"train_{method}", train), ($"val_{method}", val)) ? null : new(method, train, val);
    }

    private static bool AreFilled(AppStateSection section, params ReadOnlySpan<(string Field, IReadOnlyList<AppStateName> Names)> sides)
    {
        var filled = true;
        foreach (var (field, names) in sides)
        {
            if (names.Count > 0) continue;
            section.Report(AppStateKinds.WrongValue, section[field]!.Opening, $"'{section.Path(field)}': expected at least one name, found an empty list.");
            filled = false;
        }

        return filled;
    }

    /// <summary>What a state leaves out of its options is on, and its exports are off, as in the reference system.</summary>
    private TrainRequest ReadOptions()
    {
        var options = _root.Section("options")?.CheckKeys(["model_benchmark", "cache_project", "convert_class_shapes", "export"]);
        var benchmark = options?.Section("model_benchmark")?.CheckKeys(["enable", "speed_test"]);
        var export = options?.Section("export")?.CheckKeys(["enable", "ONNXRuntime", "TensorRT"]);
        if (export is not null) _ = Remember(Export, export);
        var (enable, speedTest) = (benchmark?.Flag("enable"), benchmark?.Flag("speed_test"));
        if (enable == true) _ = Remember(Benchmark, benchmark!);
        _ = export?.Flag("enable");
        List<string> exports = [];
        if (export?.Flag("ONNXRuntime") == true) exports.Add("onnx");
        if (export?.Flag("TensorRT") == true) exports.Add("tensorrt");
        return new TrainRequest
        {
            Benchmark = OnOff(enable),
            SpeedTest = enable == false ? "off" : OnOff(speedTest),
            Cache = OnOff(options?.Flag("cache_project")),
            ConvertClasses = OnOff(options?.Flag("convert_class_shapes")),
            Export = exports.Count == 0 ? ["none"] : exports,
        };
    }

    private static string OnOff(bool? flag) => flag == false ? "off" : "on";

    private T? Remember<T>(string field, T? value)
        where T : class
    {
        if (value is null) return value;
        var node = value as AppStateSection is { } section ? section.Node : _root[field]!;
        var items = value is IReadOnlyList<AppStateName> names ? names.DistinctBy(item => item.Name, StringComparer.Ordinal).ToDictionary(item => item.Name, item => item.Place, StringComparer.Ordinal) : [];
        _origins[field] = new RequestOrigin(_file, node.Opening, items);
        return value;
    }
}
