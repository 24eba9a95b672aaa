using TrainApp.Files;
using TrainApp.Formats;
using TrainApp.Hosting;
using TrainApp.Projects;
using TrainApp.Requests;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Requests;

/// <summary>An app, a project with datasets, tags and collections, and app states beside it.</summary>
internal sealed class AppStateScene : IDisposable
{
    private const string Meta = """
        {"classes": [
          {"title": "kiwi", "shape": "rectangle", "color": "#FF0000", "id": 7},
          {"title": "lemon", "shape": "rectangle", "color": "#00ff00", "id": 9}],
         "tags": [
          {"name": "seen", "value_type": "none", "color": "#111111"},
          {"name": "new, unseen+", "value_type": "none", "color": "#111111"},
          {"name": "tree", "value_type": "any_string", "color": "#111111"}],
         "projectType": "images"}
        """;

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public AppStateScene(AppOptions? options = null)
    {
        var project = new ProjectFolder(_folder["Lemons"], Meta);
        foreach (var dataset in (string[])["old", "new", "old/datasets/more"])
        {
            for (var i = 0; i < 6; i++) project.Image(dataset, $"{i}.png", "kiwi", "lemon");
        }

        for (var i = 0; i < 6; i++)
            project.Write($"old/ann/{i}.png.json", ProjectFolder.Annotation("kiwi", "lemon").Replace("\"tags\": [], \"objects\"", $$"""
                "tags": [{"name": "{{(i < 4 ? "seen" : "new, unseen+")}}"}, {"name": "tree", "value": "{{i % 3}}"}], "objects"
                """, StringComparison.Ordinal));
        Project = project.Path;
        App = new AppDescription
        {
            FrameworkName = "Scene",
            Models = [new ModelInfo { Name = "Tiny", TaskType = "object detection" }, new ModelInfo { Name = "Small", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 1  # [1, 100]\noptimizer:\n  lr: 0.1\n  name: sgd  # sgd | adam\n", values => values),
            Options = options ?? new AppOptions { ExportOnnxSupported = true, TagsSelector = new SelectorOption { Enabled = true } },
            Train = (_, _) => throw new InvalidOperationException(),
            ExportOnnx = (_, _, _) => throw new InvalidOperationException(),
        };
        Workspace.Create();
        var opened = TrainApp.Project.Open(Project);
        ProjectId = new ProjectRegistry(Workspace.Root).Register(opened, ProjectFingerprint.Compute(opened, CancellationToken.None), CancellationToken.None).Id;
        _ = TrainApp.Preparation.CollectionFolder.Of(Workspace, ProjectId).AddPair(opened.Images.Take(10), opened.Images.Skip(10));
    }

    public AppDescription App { get; }

    public string Project { get; }

    public long ProjectId { get; }

    public Workspace Workspace => Workspace.Locate(_folder["workspace"], null);

    /// <summary>Writes a state to a file of its own.</summary>
    public string Write(string state)
    {
        var file = _folder[$"state{Interlocked.Increment(ref _files)}.json"];
        File.WriteAllText(file, state);
        return file;
    }

    public async Task<(CheckedRequest? Request, IReadOnlyList<Problem> Problems)> CheckAsync(TrainRequest request)
    {
        var checker = new RequestChecker(App, Workspace);
        var accepted = await checker.CheckAsync(request, CancellationToken.None);
        return (accepted, checker.Problems);
    }

    public void Dispose() => _folder.Dispose();
}
