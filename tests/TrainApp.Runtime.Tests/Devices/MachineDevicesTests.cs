using TrainApp.Devices;
using TrainApp.Requests;
using TrainApp.Tests;

namespace TrainApp.Runtime.Tests.Devices;

/// <summary>What a machine has, told by a library that stands in for the driver's: loaded and called as the real one is.</summary>
public sealed class MachineDevicesTests : IDisposable
{
    private static readonly (string, int, int)[] s_cards = [("NVIDIA H100 80GB HBM3", 80, 20), ("NVIDIA A10", 24, 23), ("NVIDIA A10", 24, 12)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cards_versions_and_memory_come_from_the_driver()
    {
        var machine = Look();
        Assert.Equal((NvmlFailure.None, "570.86.15", new Version(12, 8)), (machine.Failure, machine.DriverVersion, machine.CudaVersion));
        Assert.Equal(["NVIDIA H100 80GB HBM3 (cuda:0)", "NVIDIA A10 (cuda:1)", "NVIDIA A10 (cuda:2)"], machine.Gpus.Select(gpu => gpu.Label));
        Assert.Equal((80L << 30, 20L << 30, 60L << 30), (machine.Gpus[0].Card.Memory!.Value.Total, machine.Gpus[0].Card.Memory!.Value.Free, machine.Gpus[0].Card.Memory!.Value.Used));
        Assert.Equal(["cpu", "cuda:0", "cuda:1", "cuda:2"], machine.Names);
    }

    [Theory]
    [InlineData(null, "0,1,2")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("2,0", "2,0")]
    [InlineData("GPU-b", "1")]
    [InlineData(" 1 , GPU-a0", "1,0")]
    [InlineData("1,7,0", "1")]
    [InlineData("1,1,0", "1")]
    [InlineData("GPU-,0", "")]
    [InlineData("two", "")]
    public void Cards_are_those_that_the_process_may_use(string? variable, string places) =>
        Assert.Equal(places, string.Join(',', Look(visible: variable).Gpus.Select(gpu => gpu.Card.Place)));

    [Theory]
    [InlineData(9, NvmlFailure.NotLoaded)]
    [InlineData(18, NvmlFailure.VersionsDiffer)]
    [InlineData(4, NvmlFailure.NoPermission)]
    [InlineData(999, NvmlFailure.Other)]
    public void A_driver_that_does_not_answer_is_told_from_one_that_is_not_there(int answer, object failure)
    {
        var library = NativeStandIn.Nvml(_folder.Path, s_cards, start: answer);
        var machine = MachineDevices.Look(library, _folder["nodes"], visible: null);
        Assert.Equal((failure, 0), (machine.Failure, machine.Gpus.Count));
    }

    [Fact]
    public void Without_the_library_the_nodes_tell_how_many_cards_there_are()
    {
        Directory.CreateDirectory(_folder["nodes"]);
        foreach (var name in (string[])["nvidia0", "nvidia1", "nvidiactl", "null"]) File.WriteAllText(_folder["nodes", name], "");
        var machine = MachineDevices.Look(_folder["absent.so"], _folder["nodes"], "1");
        Assert.Equal((NvmlFailure.NoLibrary, 2), (machine.Failure, machine.Cards));
        Assert.Equal("NVIDIA GPU (cuda:0)", Assert.Single(machine.Gpus).Label);
    }

    [Fact]
    public void A_file_that_is_no_library_is_no_driver()
    {
        File.WriteAllText(_folder["libnvidia-ml.so.1"], "");
        Assert.Equal(NvmlFailure.NoLibrary, MachineDevices.Look(_folder["libnvidia-ml.so.1"], _folder["nodes"], visible: null).Failure);
    }

    [Theory]
    [InlineData("cpu", "cpu")]
    [InlineData("CPU", "cpu")]
    [InlineData("cuda", "cuda:0")]
    [InlineData("cuda:2", "cuda:2")]
    [InlineData("CUDA:01", "cuda:1")]
    [InlineData("nvidia h100 80gb hbm3", "cuda:0")]
    [InlineData("H100", "cuda:0")]
    [InlineData("cuda:h100", "cuda:0")]
    public void A_device_is_named_by_number_or_by_its_card(string text, string device)
    {
        var problems = new RequestProblems();
        Assert.Equal([device], DeviceChoice.Check([text], Look(), problems));
        Assert.Empty(problems.All);
    }

    [Theory]
    [InlineData("cuda:3", "TRAIN613", "no device 'cuda:3'")]
    [InlineData("cuda:A100", "TRAIN613", "no device 'cuda:A100'")]
    [InlineData("cuda:99999999999999", "TRAIN613", "no device 'cuda:99999999999999'")]
    [InlineData("tpu", "TRAIN612", "'tpu' is not a device")]
    [InlineData("cuda:", "TRAIN612", "'cuda:' is not a device")]
    [InlineData("", "TRAIN612", "'' is not a device")]
    [InlineData("A10", "TRAIN648", "NVIDIA A10 (cuda:1), NVIDIA A10 (cuda:2)")]
    [InlineData("nvidia", "TRAIN648", "NVIDIA H100 80GB HBM3 (cuda:0), NVIDIA A10 (cuda:1)")]
    public void A_device_that_is_not_there_is_refused_with_what_there_is(string text, string id, string words)
    {
        var problems = new RequestProblems();
        DeviceChoice.Check([text], Look(), problems);
        var problem = Assert.Single(problems.All);
        Assert.Equal(id, problem.Id);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        if (id != "TRAIN648") Assert.Equal("This machine has: cpu, NVIDIA H100 80GB HBM3 (cuda:0), NVIDIA A10 (cuda:1), NVIDIA A10 (cuda:2).", problem.Hint);
    }

    [Fact]
    public void Several_devices_keep_their_order_and_each_comes_once()
    {
        var problems = new RequestProblems();
        Assert.Equal(["cuda:2", "cuda:0"], DeviceChoice.Check(["cuda:2", "H100", "cuda:0"], Look(), problems));
        Assert.Equal(["cpu"], DeviceChoice.Check(null, Look(), problems));
        Assert.Empty(problems.All);
    }

    [Fact]
    public void The_use_of_a_card_is_asked_for_by_its_place()
    {
        using var nvml = Nvml.TryOpen(NativeStandIn.Nvml(_folder.Path, s_cards), out _)!;
        Assert.Equal(new GpuUse(30, new GpuMemory(24L << 30, 12L << 30)), nvml.Use(2));
        Assert.Equal(default, nvml.Use(3));
    }

    private MachineDevices Look(string? visible = null) => MachineDevices.Look(NativeStandIn.Nvml(_folder.Path, s_cards), _folder["nodes"], visible);
}
