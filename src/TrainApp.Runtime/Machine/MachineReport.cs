using TrainApp.Devices;
using TrainApp.Files;
using TrainApp.Findings;

namespace TrainApp.Machine;

/// <summary>Looks for what is wrong with this machine: system, workspace, limits, graphics cards, native libraries of the app.</summary>
internal static class MachineReport
{
    /// <summary>Every finding; the libraries last, since they are loaded for it.</summary>
    public static IEnumerable<Finding> Look(Workspace workspace)
    {
        var folder = AppContext.BaseDirectory;
        return SystemChecks.Look()
            .Concat(WorkspaceChecks.Look(workspace.Root))
            .Concat(LimitChecks.Look())
            .Concat(GpuChecks.Look(MachineDevices.Look(), GpuSurroundings.Look("/"), AppAccelerator.Of(folder)))
            .Concat(NativeLibraryChecks.Look(folder));
    }
}
