using System.Globalization;
using System.Text;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Runs;

namespace TrainApp.Finalization;

/// <summary>What finalization steps work on.</summary>
internal sealed class FinalizationContext
{
    public FinalizationContext() => Files = new ArtifactFiles(WithdrawManifest);

    public required AppDescription App { get; init; }

    public required RunFolder Folder { get; init; }

    public required RunRecord Run { get; init; }

    public required TrainSession Session { get; init; }

    public required PreparedSplit Split { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The newest state of the experiment; steps replace it through <see cref="Update"/>.</summary>
    public required ExperimentRecord Experiment { get; set; }

    /// <summary>The folder of artifacts: the run's output, or the published folder once it is published.</summary>
    public string Artifacts => Folder.ReadPublished() ?? Folder.Output;

    /// <summary>The published folder as it stands in files, with slashes: <c>/experiments/27_Lemons/265_RT-DETRv2/</c>.</summary>
    public string ArtifactsName => Folder.ReadPublished() is { } published
        ? $"/{Path.GetRelativePath(Workspace.OfRun(Folder.Directory).Root, published).Replace('\\', '/')}/"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"/experiments/{Run.ProjectId}_{FileNames.Safe(Run.ProjectName)}/{Run.Run}_{FileNames.Safe(Run.Framework)}/");

    /// <summary>Writes among the artifacts; whatever changes there takes the manifest away first.</summary>
    public ArtifactFiles Files { get; }

    /// <summary>Whether a step failed in this pass or an earlier one and was not repeated.</summary>
    public bool HasFailedSteps { get; set; }

    /// <summary>
    /// Takes the manifest away before a published file changes: a manifest that is there is right. It comes back last.
    /// </summary>
    public void WithdrawManifest() => File.Delete(Path.Combine(Artifacts, ManifestStep.FileName));

    /// <summary>Replaces the experiment's state, durably.</summary>
    public void Update(ExperimentRecord experiment)
    {
        experiment.Write(Folder.ExperimentFile);
        Experiment = experiment;
    }

    /// <summary>Writes a text of the framework's own below the artifacts.</summary>
    public void WriteText(string text, params string[] parts) => Files.Write(PathOf(parts), Encoding.UTF8.GetBytes(text));

    /// <summary>A path below the artifacts, its folder made.</summary>
    public string PathOf(params string[] parts)
    {
        var path = Path.Combine([Artifacts, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}

/// <summary>The split as the run made it.</summary>
/// <param name="Train">Training images: id and full name.</param>
/// <param name="Val">Validation images.</param>
internal sealed record PreparedSplit(IReadOnlyList<SplitImage> Train, IReadOnlyList<SplitImage> Val)
{
    /// <summary>Numbers of the collections that hold the sides; null where there is no split.</summary>
    public (long Train, long Val)? CollectionIds { get; init; }
}

/// <summary>An image of the split.</summary>
/// <param name="Id">Its id in the project.</param>
/// <param name="Name">Its name, <c>dataset/file</c>.</param>
internal sealed record SplitImage(long Id, string Name);
