using System.Globalization;

namespace TrainApp.Requests;

/// <summary>Devices by their names: <c>cpu</c>, <c>cuda:0</c>, ….</summary>
internal static class DeviceNames
{
    public const string Cpu = "cpu";

    private const string CudaPrefix = "cuda:";

    public static bool IsName(string name) => name == Cpu || CudaIndex(name) is not null;

    /// <summary>Whether the machine has the device. NVIDIA's driver shows a node per card.</summary>
    public static bool IsPresent(string name) => name == Cpu || (CudaIndex(name) is { } index && HasCard(index));

    /// <summary>Every device of the machine.</summary>
    public static IEnumerable<string> Present() =>
        Enumerable.Range(0, 16).Where(HasCard).Select(index => CudaPrefix + index.ToString(CultureInfo.InvariantCulture)).Prepend(Cpu);

    private static bool HasCard(int index) => OperatingSystem.IsWindows()
        ? File.Exists(Path.Combine(Environment.SystemDirectory, "nvcuda.dll"))
        : File.Exists(string.Create(CultureInfo.InvariantCulture, $"/dev/nvidia{index}"));

    private static int? CudaIndex(string name) =>
        name.StartsWith(CudaPrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(CudaPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
