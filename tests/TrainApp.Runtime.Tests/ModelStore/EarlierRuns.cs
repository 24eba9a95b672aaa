using System.Globalization;
using System.Text.Json.Nodes;
using TrainApp.Files;

namespace TrainApp.Tests.ModelStore;

/// <summary>A workspace with runs that have published, as far as their files tell.</summary>
internal sealed class EarlierRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public Workspace Workspace => Workspace.Locate(_folder["workspace"], null);

    /// <summary>A run's folder without anything published.</summary>
    public string Begin(int run) => Directory.CreateDirectory(RunNumbers.PathOf(Workspace, run)).FullName;

    /// <summary>A run that has published two checkpoints and a configuration.</summary>
    /// <param name="run">Its number.</param>
    /// <param name="change">Changes its <c>experiment_info.json</c>.</param>
    /// <returns>The folder of artifacts.</returns>
    public string Publish(int run, Action<JsonObject>? change = null, string suffix = "")
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"experiments/3_Lemons/{run}_Fixture{suffix}");
        var artifacts = Directory.CreateDirectory(Path.Combine(Workspace.Root, folder, "checkpoints")).Parent!.FullName;
        foreach (var name in (string[])["last.pth", "best.pth"]) File.WriteAllText(Path.Combine(artifacts, "checkpoints", name), "weights");
        File.WriteAllText(Path.Combine(artifacts, "model_config.yml"), "width: 8");
        var info = new JsonObject
        {
            ["experiment_name"] = string.Create(CultureInfo.InvariantCulture, $"try {run}"),
            ["framework_name"] = "Fixture",
            ["model_name"] = "Tiny",
            ["base_checkpoint"] = null,
            ["task_type"] = "object detection",
            ["project_id"] = 3,
            ["task_id"] = run,
            ["model_files"] = new JsonObject { ["config"] = "model_config.yml" },
            ["checkpoints"] = new JsonArray("checkpoints/last.pth", "checkpoints/best.pth"),
            ["best_checkpoint"] = "best.pth",
            ["datetime"] = "2026-03-28 17:05:09",
            ["evaluation_metrics"] = new JsonObject { ["mAP"] = 0.5, ["classes"] = new JsonObject() },
        };
        change?.Invoke(info);
        File.WriteAllText(Path.Combine(artifacts, "experiment_info.json"), info.ToJsonString());
        PublishedPointer.Write(Begin(run), artifacts);
        return artifacts;
    }

    public void Dispose() => _folder.Dispose();
}
