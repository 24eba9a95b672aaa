using System.Runtime.InteropServices;
using System.Text;

namespace TrainApp.Devices;

/// <summary>
/// NVIDIA's management library, which comes with the driver: cards, their memory and use, versions. It is looked for when
/// the program runs; nothing has to be installed for machines without such cards.
/// </summary>
internal sealed unsafe class Nvml : IDisposable
{
    private const int Success = 0, NoPermission = 4, DriverNotLoaded = 9, VersionsDiffer = 18;
    private const int TextSize = 96;

    private readonly nint _library;

    private Nvml(nint library) => _library = library;

    /// <summary>The library's name on this system.</summary>
    public static string LibraryName { get; } = OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1";

    /// <summary>Version of the driver, such as <c>570.86.15</c>.</summary>
    public string? DriverVersion => Text("nvmlSystemGetDriverVersion");

    /// <summary>The newest CUDA that the driver serves.</summary>
    public Version? CudaVersion
    {
        get
        {
            var call = (delegate* unmanaged[Cdecl]<int*, int>)Find("nvmlSystemGetCudaDriverVersion_v2", "nvmlSystemGetCudaDriverVersion");
            int number;
            return call != null && call(&number) == Success ? new Version(number / 1000, number % 1000 / 10) : null;
        }
    }

    /// <summary>Opens the library and asks the driver to answer.</summary>
    /// <returns>Null when it does not; then the failure says why.</returns>
    public static Nvml? TryOpen(string library, out NvmlFailure failure)
    {
        failure = NvmlFailure.NoLibrary;
        if (!NativeLibrary.TryLoad(library, out var handle)) return null;
        var nvml = new Nvml(handle);
        var start = (delegate* unmanaged[Cdecl]<int>)nvml.Find("nvmlInit_v2", "nvmlInit");
        failure = start == null ? NvmlFailure.Other : start() switch
        {
            Success => NvmlFailure.None,
            DriverNotLoaded => NvmlFailure.NotLoaded,
            VersionsDiffer => NvmlFailure.VersionsDiffer,
            NoPermission => NvmlFailure.NoPermission,
            _ => NvmlFailure.Other,
        };
        return failure == NvmlFailure.None ? nvml : null;
    }

    /// <summary>Every card, in the order of the PCI bus.</summary>
    public IReadOnlyList<GpuCard> Cards()
    {
        var count = (delegate* unmanaged[Cdecl]<uint*, int>)Find("nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
        uint number;
        if (count == null || count(&number) != Success) return [];
        List<GpuCard> cards = [];
        for (var place = 0; place < number; place++)
        {
            if (Handle(place) is not (not 0 and var card)) continue;
            cards.Add(new GpuCard(place, Text("nvmlDeviceGetName", card) ?? "NVIDIA GPU", Text("nvmlDeviceGetUUID", card), Memory(card)));
        }

        return cards;
    }

    /// <summary>What a card is doing now.</summary>
    public GpuUse Use(int place)
    {
        if (Handle(place) is not (not 0 and var card)) return default;
        var call = (delegate* unmanaged[Cdecl]<nint, uint*, int>)Find("nvmlDeviceGetUtilizationRates");
        var rates = stackalloc uint[2];
        return new GpuUse(call != null && call(card, rates) == Success ? rates[0] : null, Memory(card));
    }

    /// <summary>Ends the talk with the driver. The library stays loaded: others may use it.</summary>
    public void Dispose()
    {
        var end = (delegate* unmanaged[Cdecl]<int>)Find("nvmlShutdown");
        if (end != null) _ = end();
    }

    private nint Handle(int place)
    {
        var call = (delegate* unmanaged[Cdecl]<uint, nint*, int>)Find("nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");
        nint card;
        return call != null && call((uint)place, &card) == Success ? card : 0;
    }

    private GpuMemory? Memory(nint card)
    {
        var call = (delegate* unmanaged[Cdecl]<nint, ulong*, int>)Find("nvmlDeviceGetMemoryInfo");
        var sizes = stackalloc ulong[3];
        return call != null && call(card, sizes) == Success ? new GpuMemory((long)sizes[0], (long)sizes[1]) : null;
    }

    private string? Text(string function, nint card)
    {
        var call = (delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)Find(function);
        var text = stackalloc byte[TextSize];
        return call != null && call(card, text, TextSize) == Success ? Read(text) : null;
    }

    private string? Text(string function)
    {
        var call = (delegate* unmanaged[Cdecl]<byte*, uint, int>)Find(function);
        var text = stackalloc byte[TextSize];
        return call != null && call(text, TextSize) == Success ? Read(text) : null;
    }

    private static string Read(byte* text)
    {
        var bytes = new ReadOnlySpan<byte>(text, TextSize);
        return Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes).Trim();
    }

    /// <summary>A function under its newest name, or an older one; null in a driver that has neither.</summary>
    private void* Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryGetExport(_library, name, out var address)) return (void*)address;
        }

        return null;
    }
}
