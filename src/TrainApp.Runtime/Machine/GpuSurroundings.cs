using TrainApp.Devices;

namespace TrainApp.Machine;

/// <summary>What speaks for graphics cards where the driver says nothing.</summary>
/// <param name="HasCard">Whether the PCI bus shows an NVIDIA card.</param>
/// <param name="IsContainer">Whether this is a container, whose driver is the host's.</param>
/// <param name="KernelDriver">The first line of what the kernel's part of the driver says of itself; null without one.</param>
/// <param name="Visible">The value of <c>CUDA_VISIBLE_DEVICES</c>.</param>
internal sealed record GpuSurroundings(bool HasCard, bool IsContainer, string? KernelDriver, string? Visible)
{
    private const string NvidiaVendor = "0x10de", DisplayClass = "0x03";

    /// <param name="root">The root of the file system.</param>
    public static GpuSurroundings Look(string root) => new(
        HasCardOn(Path.Combine(root, "sys/bus/pci/devices")),
        File.Exists(Path.Combine(root, ".dockerenv")) || File.Exists(Path.Combine(root, "run/.containerenv")),
        FirstLine(Path.Combine(root, "proc/driver/nvidia/version")),
        Environment.GetEnvironmentVariable(VisibleCards.Variable));

    private static bool HasCardOn(string bus) => Directory.Exists(bus) && Directory.EnumerateDirectories(bus).Any(device =>
        FirstLine(Path.Combine(device, "vendor")) == NvidiaVendor && FirstLine(Path.Combine(device, "class"))?.StartsWith(DisplayClass, StringComparison.Ordinal) == true);

    private static string? FirstLine(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
