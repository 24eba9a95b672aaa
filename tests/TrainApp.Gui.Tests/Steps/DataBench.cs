using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TrainApp.Files;
using TrainApp.Gui.Service;
using TrainApp.Gui.Setup;
using TrainApp.Hosting;

namespace TrainApp.Gui.Tests.Steps;

/// <summary>A workspace, a made project and an app of a test's own, in which single steps of the page are drawn.</summary>
internal sealed class DataBench : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("trainapp-data-").FullName;
    private readonly BunitContext _context = new();
    private readonly List<AppService> _services = [];

    public DataBench(Func<AppDescription, AppDescription>? edit = null)
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(60);
        var app = new AppDescription
        {
            FrameworkName = "Bench",
            Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }, new ModelInfo { Name = "Small", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 3\n", values => values),
            Options = new AppOptions(),
            Train = (_, _) => throw new NotSupportedException(),
        };
        App = edit?.Invoke(app) ?? app;
        Workspace = Workspace.Locate(Path.Combine(_root, "workspace"), null);
        Workspace.Create();
        Service = NewService();
        Draft = new Draft(Service);
        _context.Services.AddSingleton(Service);
        _context.AddBunitPersistentComponentState();
    }

    public AppDescription App { get; }

    public Workspace Workspace { get; }

    public AppService Service { get; }

    public Draft Draft { get; }

    /// <summary>A path beside the workspace.</summary>
    public string At(string name) => Path.Combine(_root, name);

    /// <summary>Another server of the workspace.</summary>
    public AppService NewService()
    {
        var service = new AppService(App, Workspace, TimeProvider.System);
        _services.Add(service);
        return service;
    }

    /// <summary>Draws a step for the draft, or for another setup.</summary>
    public IRenderedComponent<T> Draw<T>(RunSetup? setup = null)
        where T : IComponent =>
        _context.Render<T>(parameters => parameters.AddCascadingValue(setup ?? Draft));

    /// <summary>Acts on what is drawn, which nothing else redraws meanwhile, and waits until that is done.</summary>
    public static void Act<T>(IRenderedComponent<T> step, Action act)
        where T : IComponent => step.InvokeAsync(act).GetAwaiter().GetResult();

    /// <summary>Waits until all is known of the project of the draft.</summary>
    public void Settle() => Service.Projects.ReadAsync(Draft.Request.Project, withCounts: true, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Makes a project, turns the draft to it, and waits until all is known of it.</summary>
    public string Use(ProjectPlan plan, string name = "Fruits")
    {
        var folder = plan.Write(At(name));
        Draft.Change(request => request with { Project = folder });
        Settle();
        return folder;
    }

    public void Dispose()
    {
        _context.Dispose();
        Draft.Dispose();
        foreach (var service in _services) service.Dispose();
        for (var tries = 0; Directory.Exists(_root); tries++)
        {
            try
            {
                Directory.Delete(_root, recursive: true);
            }
            catch (IOException) when (tries < 1000)
            {
                Thread.Yield(); // What was at work in the background has written once more.
            }
        }
    }
}

/// <summary>What a made project holds.</summary>
internal sealed record ProjectPlan
{
    /// <summary>Classes with their shape.</summary>
    public IReadOnlyList<(string Name, string Shape)> Classes { get; init; } = [("apple", "rectangle"), ("pear", "rectangle")];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Datasets with their number of images.</summary>
    public IReadOnlyList<(string Name, int Images)> Datasets { get; init; } = [("fruits", 10)];

    /// <summary>Classes of the objects of an image, by its place in its dataset; null for one object of the first class.</summary>
    public Func<int, IEnumerable<string>>? Objects { get; init; }

    /// <summary>Tags of an image, by its place in its dataset.</summary>
    public Func<int, IEnumerable<string>> TagsOf { get; init; } = _ => [];

    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var meta = new JsonObject
        {
            ["classes"] = new JsonArray([.. Classes.Select(item => new JsonObject { ["title"] = item.Name, ["shape"] = item.Shape, ["color"] = "#ff8000" })]),
            ["tags"] = new JsonArray([.. Tags.Select(tag => new JsonObject { ["name"] = tag, ["value_type"] = "none", ["color"] = "#808080" })]),
        };
        File.WriteAllText(Path.Combine(folder, "meta.json"), meta.ToJsonString());
        foreach (var (name, images) in Datasets)
        {
            var dataset = Path.Combine(folder, name.Replace("/", "/datasets/", StringComparison.Ordinal));
            Directory.CreateDirectory(Path.Combine(dataset, "img"));
            Directory.CreateDirectory(Path.Combine(dataset, "ann"));
            for (var i = 0; i < images; i++) AddImage(dataset, i);
        }

        return folder;
    }

    public void AddImage(string dataset, int place)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"image{place:D5}.png");
        File.WriteAllText(Path.Combine(dataset, "img", name), $"picture {name}");
        var objects = Objects?.Invoke(place) ?? [Classes[0].Name];
        var annotation = new JsonObject
        {
            ["description"] = "",
            ["size"] = new JsonObject { ["height"] = 20, ["width"] = 30 },
            ["tags"] = new JsonArray([.. TagsOf(place).Select(tag => new JsonObject { ["name"] = tag, ["value"] = null })]),
            ["objects"] = new JsonArray([.. objects.Select(item => Object(item))]),
        };
        File.WriteAllText(Path.Combine(dataset, "ann", name + ".json"), annotation.ToJsonString(), new UTF8Encoding(false));
    }

    private JsonObject Object(string className)
    {
        var shape = Classes.First(item => item.Name == className).Shape;
        var points = shape == "polygon" ? "[[1, 2], [9, 2], [5, 9]]" : shape == "point" ? "[[4, 4]]" : "[[1, 2], [5, 7]]";
        return new JsonObject
        {
            ["classTitle"] = className,
            ["geometryType"] = shape == "any" ? "rectangle" : shape,
            ["tags"] = new JsonArray(),
            ["points"] = new JsonObject { ["exterior"] = JsonNode.Parse(points), ["interior"] = new JsonArray() },
        };
    }
}

/// <summary>Runs that were made up: only what they have published.</summary>
internal static class PublishedRuns
{
    public static void Add(Workspace workspace, int run, string framework = "Bench", string model = "Tiny", string project = "Fruits")
    {
        var artifacts = Path.Combine(workspace.Experiments, $"7_{project}", string.Create(CultureInfo.InvariantCulture, $"{run}_{framework}"));
        Directory.CreateDirectory(artifacts);
        Directory.CreateDirectory(RunNumbers.PathOf(workspace, run));
        var info = new JsonObject
        {
            ["task_id"] = run,
            ["experiment_name"] = string.Create(CultureInfo.InvariantCulture, $"experiment {run}"),
            ["framework_name"] = framework,
            ["model_name"] = model,
            ["task_type"] = "object detection",
            ["project_id"] = 7,
            ["model_files"] = new JsonObject(),
            ["checkpoints"] = new JsonArray("checkpoints/best.pth", "checkpoints/last.pth"),
            ["best_checkpoint"] = "best.pth",
            ["datetime"] = "2026-01-02 03:04:05",
            ["evaluation_metrics"] = new JsonObject { ["mAP"] = 0.5 },
        };
        File.WriteAllText(Path.Combine(artifacts, "experiment_info.json"), info.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        Directory.CreateDirectory(Path.Combine(artifacts, "checkpoints"));
        foreach (var file in (string[])["best.pth", "last.pth"]) File.WriteAllText(Path.Combine(artifacts, "checkpoints", file), file);
        PublishedPointer.Write(RunNumbers.PathOf(workspace, run), artifacts);
    }
}
