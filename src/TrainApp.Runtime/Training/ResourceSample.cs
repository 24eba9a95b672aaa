using System.Text.Json;
using System.Text.Json.Serialization;
using TrainApp.Files;

namespace TrainApp.Training;

/// <summary>
/// Use of the machine at one moment: the content of a run's <c>resources.json</c>, whose last state helps to explain a
/// worker's death. Memory and disk are in bytes; null is what this system does not tell.
/// </summary>
internal sealed record ResourceSample
{
    private const string FileName = "resources.json";

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Processor time of the worker since the sample before, in percent of all processors.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Memory of the worker that lies in RAM.</summary>
    public long? ProcessMemory { get; init; }

    /// <summary>The most that <see cref="ProcessMemory"/> has ever been.</summary>
    public long? ProcessMemoryPeak { get; init; }

    /// <summary>Address space of the worker: what a limit such as <c>ulimit -v</c> counts.</summary>
    public long? ProcessAddressSpace { get; init; }

    /// <summary>RAM of the machine.</summary>
    public long? MachineMemory { get; init; }

    /// <summary>RAM that programs can still get without swapping.</summary>
    public long? MachineMemoryAvailable { get; init; }

    /// <summary>Memory that the worker may use: less than the machine's in a container with a limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Free space for this user on the disk of the run folder.</summary>
    public long? DiskFree { get; init; }

    /// <summary>The cards of the run; none where the driver tells nothing.</summary>
    public IReadOnlyList<GpuSample> Gpus { get; init; } = [];

    /// <summary>The file of a run.</summary>
    public static string PathIn(string runDirectory) => Path.Combine(runDirectory, FileName);

    /// <summary>The last sample of a run; null when there is none or it cannot be understood.</summary>
    public static ResourceSample? Read(string runDirectory)
    {
        try
        {
            return VolatileFile.Read(PathIn(runDirectory)) is { } bytes ? JsonSerializer.Deserialize(bytes, ResourceJson.Default.ResourceSample) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the last sample of a run.</summary>
    public void Write(string runDirectory) =>
        VolatileFile.Write(PathIn(runDirectory), JsonSerializer.SerializeToUtf8Bytes(this, ResourceJson.Default.ResourceSample));

    /// <summary>The sample as values of series.</summary>
    public Dictionary<string, double> ToMetrics()
    {
        Dictionary<string, double> metrics = [];
        Add("system/cpu_percent", CpuPercent);
        Add("system/process_memory", ProcessMemory);
        Add("system/machine_memory", MachineMemory);
        Add("system/machine_memory_available", MachineMemoryAvailable);
        Add("system/disk_free", DiskFree);
        foreach (var gpu in Gpus)
        {
            var name = "system/" + gpu.Device.Replace(":", "", StringComparison.Ordinal);
            Add(name + "_percent", gpu.Percent);
            Add(name + "_memory", gpu.Memory);
        }

        return metrics;

        void Add(string name, double? value)
        {
            if (value is { } known) metrics.Add(name, known);
        }
    }
}

/// <summary>Use of a card at one moment; null is what the driver does not tell.</summary>
/// <param name="Device">The device, <c>cuda:0</c>.</param>
/// <param name="Percent">How much of the last moments it computed, in percent.</param>
/// <param name="Memory">Its memory in use, by whomever, in bytes.</param>
/// <param name="MemoryTotal">All its memory, in bytes.</param>
internal sealed record GpuSample(string Device, double? Percent, long? Memory, long? MemoryTotal);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResourceSample))]
internal sealed partial class ResourceJson : JsonSerializerContext;
