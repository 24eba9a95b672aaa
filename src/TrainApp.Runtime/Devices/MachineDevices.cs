using System.Globalization;

namespace TrainApp.Devices;

/// <summary>Which devices this process can compute on, and what the driver says of itself.</summary>
internal sealed record MachineDevices
{
    private const string CudaPrefix = "cuda:";

    private const int MostNodes = 64;

    /// <summary>The cards, in CUDA's order.</summary>
    public required IReadOnlyList<ComputeDevice> Gpus { get; init; }

    /// <summary>Why the driver tells nothing; then only the number of cards is known, if that.</summary>
    public required NvmlFailure Failure { get; init; }

    /// <summary>How many cards the machine has, those that this process may not use among them.</summary>
    public required int Cards { get; init; }

    /// <summary>Version of the driver.</summary>
    public string? DriverVersion { get; init; }

    /// <summary>The newest CUDA that the driver serves.</summary>
    public Version? CudaVersion { get; init; }

    /// <summary>Names of all devices: <c>cpu</c>, then the cards.</summary>
    public IEnumerable<string> Names => Gpus.Select(gpu => gpu.Name).Prepend(DeviceNames.Cpu);

    /// <summary>All devices as a sentence lists them.</summary>
    public string Listed => string.Join(", ", Gpus.Select(gpu => gpu.Label).Prepend(DeviceNames.Cpu));

    /// <summary>Looks at this machine.</summary>
    public static MachineDevices Look() => Look(Nvml.LibraryName, "/dev", Environment.GetEnvironmentVariable(VisibleCards.Variable));

    /// <param name="library">The management library: its name or path.</param>
    /// <param name="nodes">The folder of device nodes: where the library is missing they still tell how many cards there are.</param>
    /// <param name="visible">Which cards this process may use.</param>
    public static MachineDevices Look(string library, string nodes, string? visible)
    {
        using var nvml = Nvml.TryOpen(library, out var failure);
        var cards = nvml?.Cards() ?? ByNodes(nodes);
        return new MachineDevices
        {
            Gpus = [.. VisibleCards.Select(cards, visible).Select((card, i) => new ComputeDevice(CudaPrefix + i.ToString(CultureInfo.InvariantCulture), card))],
            Failure = failure,
            Cards = cards.Count,
            DriverVersion = nvml?.DriverVersion,
            CudaVersion = nvml?.CudaVersion,
        };
    }

    private static List<GpuCard> ByNodes(string folder) =>
    [
        .. Enumerable.Range(0, MostNodes)
            .Where(place => Path.Exists(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"nvidia{place}"))))
            .Select(place => new GpuCard(place, "NVIDIA GPU", Uuid: null, Memory: null)),
    ];
}
