using TrainApp.Devices;
using TrainApp.Findings;
using TrainApp.Machine;
using TrainApp.Tests;

namespace TrainApp.Runtime.Tests.Machine;

/// <summary>
/// Cards and drivers that this machine may not have: a folder stands in for the root of its file system, a library for the
/// driver's, and another for the app's.
/// </summary>
public sealed class GpuChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "no driver is installed", "nvidia-driver")]
    [InlineData(".dockerenv", "container was started without it", "--gpus all")]
    [InlineData("proc/driver/nvidia/version", "its library", "libnvidia-compute")]
    public void A_card_without_its_driver_is_explained(string file, string message, string hint)
    {
        AddCard("0x10de", "0x030200");
        if (file.Length > 0) Write(file, "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15\n");
        var finding = Assert.Single(Look(), finding => finding.Code == "driver");
        Assert.Equal(Finding.Warning, finding.Severity);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Contains(hint, finding.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x10de", "0x040300")]
    [InlineData("0x8086", "0x030000")]
    public void Sound_of_a_card_and_cards_of_others_need_no_driver_of_nvidia(string vendor, string kind)
    {
        AddCard(vendor, kind);
        Assert.DoesNotContain(Look(), finding => finding.Code == "driver");
    }

    [Fact]
    public void An_app_for_cuda_on_a_machine_without_a_card_is_a_warning()
    {
        BuildForCuda("libcudart.so.12");
        var finding = Assert.Single(Look(), finding => finding.Code == "gpu");
        Assert.Equal(Finding.Warning, finding.Severity);
        Assert.Contains("TrainAppAccelerator=cpu", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_for_cuda_whose_driver_is_missing_is_an_error()
    {
        AddCard("0x10de", "0x030000");
        BuildForCuda("libcudart.so.12");
        Assert.Equal(Finding.Error, Assert.Single(Look(), finding => finding.Code == "driver").Severity);
    }

    [Theory]
    [InlineData(11040, "libcudart.so.12", "CUDA up to 11.4", "525.60.13")]
    [InlineData(12080, "libcudart-0a1b2c.so.13", "built for CUDA 13", "580.65.06")]
    public void A_driver_that_is_too_old_for_the_app_is_an_error(int served, string needed, string message, string hint)
    {
        BuildForCuda(needed);
        var finding = Assert.Single(LookWithDriver(served), finding => finding.Severity == Finding.Error);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Contains(hint, finding.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12000, "libcudart.so.12")]
    [InlineData(13000, "libcudart.so.12")]
    public void A_driver_of_the_app_s_cuda_or_newer_is_well(int served, string needed)
    {
        BuildForCuda(needed);
        Assert.All(LookWithDriver(served), finding => Assert.Equal(Finding.Ok, finding.Severity));
    }

    [Fact]
    public void An_app_for_the_cpu_on_a_machine_with_a_card_is_a_warning()
    {
        Write("app/TorchSharp.dll", "");
        var finding = Assert.Single(LookWithDriver(12080), finding => finding.Severity == Finding.Warning);
        Assert.Contains("TrainAppAccelerator=cuda", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_that_uses_no_such_library_is_told_nothing_of_them() => Assert.All(LookWithDriver(12080), finding => Assert.Equal(Finding.Ok, finding.Severity));

    [Theory]
    [InlineData("nfs4", true)]
    [InlineData("cifs", true)]
    [InlineData("tmpfs", true)]
    [InlineData("ext4", false)]
    [InlineData("overlay", false)]
    [InlineData(null, false)]
    public void Disks_that_forget_or_share_are_a_warning(string? format, bool warns) =>
        Assert.Equal(warns, WorkspaceChecks.Kind("/data", format) is { Severity: Finding.Warning });

    private void AddCard(string vendor, string kind)
    {
        Write("sys/bus/pci/devices/0000:01:00.0/vendor", vendor + "\n");
        Write("sys/bus/pci/devices/0000:01:00.0/class", kind + "\n");
    }

    private void BuildForCuda(string runtime)
    {
        Write("app/TorchSharp.dll", "");
        var needed = NativeStandIn.Compile(_folder["app"], runtime, "int cudaStart(void) { return 0; }", $"-Wl,-soname,{runtime}");
        NativeStandIn.Compile(_folder["app"], "libtorch_cuda.so", "int cudaStart(void); int start(void) { return cudaStart(); }", needed);
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        File.WriteAllText(_folder[file], text);
    }

    private List<Finding> Look() => Look(_folder["absent.so"]);

    private List<Finding> LookWithDriver(int cuda) => Look(NativeStandIn.Nvml(_folder["driver"], [("NVIDIA A10", 24, 20)], cuda: cuda));

    private List<Finding> Look(string library)
    {
        Directory.CreateDirectory(_folder["app"]);
        return [.. GpuChecks.Look(MachineDevices.Look(library, _folder["dev"], visible: null), GpuSurroundings.Look(_folder.Path), AppAccelerator.Of(_folder["app"]))];
    }
}
