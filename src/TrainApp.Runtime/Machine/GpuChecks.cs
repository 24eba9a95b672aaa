using System.Globalization;
using TrainApp.Devices;
using TrainApp.Findings;

namespace TrainApp.Machine;

/// <summary>Cards, their driver, and whether the app was built to use them.</summary>
internal static class GpuChecks
{
    private const string Driver = "Ubuntu: ubuntu-drivers install. Debian: apt-get install nvidia-driver. RHEL, Fedora: dnf install nvidia-driver cuda-drivers. Then restart.";
    private const string BuildForCuda = "Build it for CUDA: dotnet build -p:TrainAppAccelerator=cuda";

    public static IEnumerable<Finding> Look(MachineDevices machine, GpuSurroundings around, AppAccelerator app)
    {
        yield return new Finding(Finding.Ok, "devices", $"Devices: {string.Join(", ", machine.Gpus.OrderByDescending(gpu => gpu.Card.Memory?.Free ?? 0).Select(Describe).Prepend(DeviceNames.Cpu))}.");
        if (machine.Failure == NvmlFailure.None)
        {
            foreach (var finding in Working(machine, around, app)) yield return finding;
            yield break;
        }

        if (NotAnswering(machine.Failure, around, app) is { } silent) yield return silent;
        else if (app.IsCuda) yield return new Finding(Finding.Warning, "gpu", "The app was built for CUDA, and this machine has no NVIDIA GPU: it can train on the CPU alone.", "Build it for the CPU, which takes far less disk: dotnet build -p:TrainAppAccelerator=cpu");
    }

    private static IEnumerable<Finding> Working(MachineDevices machine, GpuSurroundings around, AppAccelerator app)
    {
        yield return new Finding(Finding.Ok, "driver", $"NVIDIA driver {machine.DriverVersion ?? "of unknown version"}, for CUDA up to {machine.CudaVersion?.ToString() ?? "an unknown version"}.");
        if (machine.Cards > 0 && machine.Gpus.Count == 0)
            yield return new Finding(Finding.Warning, "gpu", string.Create(CultureInfo.InvariantCulture, $"The machine has {machine.Cards} NVIDIA GPUs, and CUDA_VISIBLE_DEVICES='{around.Visible}' hides them all."), "Remove the variable, or name cards by number: CUDA_VISIBLE_DEVICES=0");
        if (machine.Gpus.Count == 0) yield break;
        if (app.HasLibraries && !app.IsCuda)
            yield return new Finding(Finding.Warning, "accelerator", "This machine has an NVIDIA GPU, and the app was built for the CPU.", BuildForCuda);
        if (app.Cuda is { } needed && machine.CudaVersion is { } served && served.Major < needed)
            yield return new Finding(Finding.Error, "driver", string.Create(CultureInfo.InvariantCulture, $"The driver {machine.DriverVersion} serves CUDA up to {served}; the app's libraries were built for CUDA {needed}."), string.Create(CultureInfo.InvariantCulture, $"Install a driver of version {OldestDriver(needed)} or newer. {Driver}"));
    }

    private static Finding? NotAnswering(NvmlFailure failure, GpuSurroundings around, AppAccelerator app)
    {
        var severity = app.IsCuda ? Finding.Error : Finding.Warning;
        return failure switch
        {
            NvmlFailure.NoLibrary when around.HasCard && around.IsContainer =>
                new Finding(severity, "driver", "The machine has an NVIDIA GPU, and this container was started without it.", "Start it with --gpus all; the host needs the package nvidia-container-toolkit."),
            NvmlFailure.NoLibrary when around.KernelDriver is { } kernel =>
                new Finding(severity, "driver", $"The kernel has NVIDIA's driver ({kernel}), and its library {Nvml.LibraryName} is not found.", $"Install the driver's libraries, of the same version: Debian, Ubuntu: libnvidia-compute or libnvidia-ml1. RHEL, Fedora: nvidia-driver-cuda-libs."),
            NvmlFailure.NoLibrary when around.HasCard =>
                new Finding(severity, "driver", "The machine has an NVIDIA GPU, and no driver is installed.", Driver),
            NvmlFailure.NoLibrary => null,
            NvmlFailure.NotLoaded when around.HasCard =>
                new Finding(severity, "driver", "NVIDIA's driver is installed, and the kernel has not loaded it.", "Load it: modprobe nvidia. If that fails, its module was not built for this kernel (dkms status), or Secure Boot refuses it (dmesg)."),
            NvmlFailure.NotLoaded => new Finding(Finding.Ok, "driver", "NVIDIA's library is installed, and there is no card or no driver for it."),
            NvmlFailure.VersionsDiffer =>
                new Finding(severity, "driver", $"The kernel's part of NVIDIA's driver ({around.KernelDriver ?? "of unknown version"}) and its library are of two versions: it was updated while it ran.", "Restart the machine."),
            NvmlFailure.NoPermission =>
                new Finding(severity, "driver", "This user may not talk to NVIDIA's driver.", "Look at ls -l /dev/nvidia*; often the user has to be in the group video: usermod -aG video USER"),
            _ => new Finding(severity, "driver", "NVIDIA's driver does not answer.", "Look at nvidia-smi and dmesg; a card that has failed needs a restart of the machine."),
        };
    }

    private static string Describe(ComputeDevice gpu) => gpu.Card.Memory is { } memory
        ? $"{gpu.Label} with {Amounts.Gibibytes(memory.Used)} of {Amounts.Gibibytes(memory.Total)} in use"
        : gpu.Label;

    /// <summary>The oldest driver for Linux that serves a CUDA, as NVIDIA's release notes list it.</summary>
    private static string OldestDriver(int cuda) => cuda switch
    {
        11 => "450.80.02",
        12 => "525.60.13",
        _ => "580.65.06",
    };
}
