using TrainApp.Files;
using TrainApp.Findings;
using TrainApp.Machine;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Requests;

namespace TrainApp.Preflight;

/// <summary>Room for the run's own copy of the data, and for its checkpoints.</summary>
internal static class DiskCheck
{
    /// <summary>What a run should have beside its data: checkpoints, logs, exports.</summary>
    private const long ForCheckpoints = 1L << 30;

    public static Finding Look(Workspace workspace, CheckedRequest request, SplitImages sides)
    {
        var data = sides.Train.Concat(sides.Val).Sum(image => (FileSize.Of(image.ImagePath) ?? 0) + (FileSize.Of(image.AnnotationPath) ?? 0));
        return WorkspaceChecks.Free(workspace.Root) switch
        {
            null => new Finding(Finding.Warning, "disk", $"The data of '{request.Project.Name}' takes {Amounts.Gibibytes(data)}; free disk is unknown.", Path: workspace.Root),
            { } free when free < data => new Finding(Finding.Error, "disk", $"The data takes {Amounts.Gibibytes(data)}, and {Amounts.Gibibytes(free)} are free.", "Free space, or choose a workspace on another disk: --workspace DIR.", workspace.Root),
            { } free when free < data + ForCheckpoints => new Finding(Finding.Warning, "disk", $"Beside the data ({Amounts.Gibibytes(data)}) little is left for checkpoints: {Amounts.Gibibytes(free)} are free.", "Free space, or choose a workspace on another disk: --workspace DIR.", workspace.Root),
            { } free => new Finding(Finding.Ok, "disk", $"The data takes {Amounts.Gibibytes(data)}; {Amounts.Gibibytes(free)} are free.", Path: workspace.Root),
        };
    }
}
