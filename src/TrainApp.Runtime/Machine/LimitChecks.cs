using System.Globalization;
using TrainApp.Findings;
using TrainApp.Platform;

namespace TrainApp.Machine;

/// <summary>Limits of the process that a training runs into.</summary>
internal static class LimitChecks
{
    private const ulong FewFiles = 1024, LittleAddressSpace = 64UL << 30;

    public static IEnumerable<Finding> Look()
    {
        // .NET raises its own limit on files to the hard one, so that is what counts.
        if (ProcessLimits.Files() is < FewFiles and var files)
            yield return new Finding(Finding.Warning, "open-files", string.Create(CultureInfo.InvariantCulture, $"This process may hold {files} files open; training with many workers needs more."), "Raise the limit: ulimit -n 65536, or LimitNOFILE= of the service, or --ulimit nofile= of the container.");
        if (ProcessLimits.AddressSpace() is < LittleAddressSpace and var space)
            yield return new Finding(Finding.Warning, "address-space", $"The address space is limited to {Amounts.Gibibytes((long)space)} (ulimit -v); .NET and libtorch reserve far more than they use.", "Limit the memory in another way (a container, systemd's MemoryMax=), or set DOTNET_GCHeapHardLimit well below.");
    }
}
