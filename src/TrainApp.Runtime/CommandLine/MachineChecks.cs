using System.Globalization;
using System.Runtime.InteropServices;
using TrainApp.Files;
using TrainApp.Findings;
using TrainApp.Devices;

namespace TrainApp.CommandLine;

/// <summary>Looks at the machine: workspace, disk, memory, devices, and whether the app's native libraries load.</summary>
internal static class MachineChecks
{
    private const long LittleDisk = 2L << 30, LittleMemory = 2L << 30;

    public static IEnumerable<Finding> Look(Workspace workspace)
    {
        yield return new Finding("ok", "runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()}, culture '{CultureInfo.CurrentCulture.Name}' (data never depends on it).");
        yield return CanWrite(workspace.Root);
        yield return FreeDisk(workspace.Root);
        yield return Memory();
        yield return new Finding("ok", "devices", "Devices: " + MachineDevices.Look().Listed + ".");
        foreach (var finding in NativeLibraries()) yield return finding;
    }

    private static Finding CanWrite(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding("ok", "workspace", $"The workspace can be written.", Path: folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding("error", "workspace", $"The workspace cannot be written: {e.Message}", "Choose another folder: --workspace DIR.", folder);
        }
    }

    private static Finding FreeDisk(string folder)
    {
        try
        {
            var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
            return free < LittleDisk
                ? new Finding("warning", "disk", $"Little disk is free: {Gibibytes(free)}.", "Checkpoints and prepared data need some: free space or move the workspace.", folder)
                : new Finding("ok", "disk", $"{Gibibytes(free)} of disk are free.", Path: folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding("warning", "disk", $"Free disk is unknown: {e.Message}", Path: folder);
        }
    }

    private static Finding Memory()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return total < LittleMemory
            ? new Finding("warning", "memory", $"This process may use {Gibibytes(total)} of memory.", "Use small batches and images.")
            : new Finding("ok", "memory", $"This process may use {Gibibytes(total)} of memory.");
    }

    /// <summary>
    /// The native libraries that the app's managed code calls and that lie beside it are loaded once, with all they
    /// depend on; what fails here fails in training. Others, such as bindings for another language, are nobody's concern.
    /// </summary>
    private static IEnumerable<Finding> NativeLibraries()
    {
        foreach (var library in CalledLibraries.Beside(AppContext.BaseDirectory))
        {
            Exception? failure = null;
            try
            {
                NativeLibrary.Load(library);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                failure = e;
            }

            yield return failure is null
                ? new Finding("ok", "native", $"{Path.GetFileName(library)} loads.", Path: library)
                : new Finding("error", "native", $"{Path.GetFileName(library)} does not load: {failure.Message.ReplaceLineEndings(" ").Trim()}", Advice(failure.Message), library);
        }
    }

    private static string Advice(string message) => message.Contains("GLIBCXX", StringComparison.Ordinal)
        ? "The system's libstdc++ is older than the library wants: reference TrainApp.Torch, whose build mends it, or update the system."
        : "Add the package or the system library that it asks for.";

    private static string Gibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F1} GiB");
}
