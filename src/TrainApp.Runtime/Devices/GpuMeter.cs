namespace TrainApp.Devices;

/// <summary>Measures the use of some cards again and again, with the driver held open.</summary>
internal sealed class GpuMeter : IDisposable
{
    private readonly Nvml _nvml;
    private readonly ComputeDevice[] _gpus;

    private GpuMeter(Nvml nvml, ComputeDevice[] gpus) => (_nvml, _gpus) = (nvml, gpus);

    /// <summary>A meter for those of the devices that are cards; null where there is none, or the driver tells nothing.</summary>
    public static GpuMeter? TryOpen(IReadOnlyList<string> devices)
    {
        if (devices.All(device => device == DeviceNames.Cpu)) return null;
        ComputeDevice[] gpus = [.. MachineDevices.Look().Gpus.Where(gpu => devices.Contains(gpu.Name))];
        return gpus.Length > 0 && Nvml.TryOpen(Nvml.LibraryName, out _) is { } nvml ? new GpuMeter(nvml, gpus) : null;
    }

    /// <summary>The use of every card now, by its device's name.</summary>
    public IEnumerable<(string Device, GpuUse Use)> Take() => _gpus.Select(gpu => (gpu.Name, _nvml.Use(gpu.Card.Place)));

    /// <inheritdoc/>
    public void Dispose() => _nvml.Dispose();
}
