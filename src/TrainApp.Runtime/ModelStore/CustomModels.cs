using System.Globalization;
using System.Text.Json;
using TrainApp.Files;

namespace TrainApp.ModelStore;

/// <summary>What the runs of a workspace have published, as models to train on from. The run folders are the registry.</summary>
internal sealed class CustomModels(Workspace workspace)
{
    /// <summary>The experiments of a framework, the newest first, each one read when it is asked for.</summary>
    public IEnumerable<PublishedExperiment> Of(string framework) => RunNumbers.In(workspace.Runs)
        .OrderDescending()
        .Select(Read)
        .OfType<PublishedExperiment>()
        .Where(experiment => experiment.FrameworkName == framework);

    /// <summary>What a run of any framework has published; null while there is nothing. What a run in the trash has published is still there.</summary>
    public PublishedExperiment? Read(int run)
    {
        try
        {
            var artifacts = PublishedPointer.Read(RunNumbers.PathOf(workspace, run)) ?? PublishedPointer.Read(RunNumbers.TrashPathOf(workspace, run));
            return artifacts is null ? null : PublishedExperimentReader.Read(workspace, artifacts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether there is a run of a number, whatever became of it.</summary>
    public bool HasRun(int run) => Directory.Exists(RunNumbers.PathOf(workspace, run));

    /// <summary>The run of a number, the newest run of a framework for <c>latest</c>, or its newest one of a name.</summary>
    /// <returns>Null where the word is none of these.</returns>
    public int? Find(string word, string framework)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var all = Of(framework);
        return (word == "latest" ? all.FirstOrDefault() : all.FirstOrDefault(experiment => experiment.ExperimentName == word))?.TaskId;
    }
}
