using TrainApp.Training;

namespace TrainApp.Runtime.Tests.Training;

public sealed class ResourceTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sizes_are_read_from_what_Linux_tells()
    {
        var sizes = ResourceProbe.ParseSizes(["Name:\tdotnet kB", "VmRSS:\t   1234 kB", "MemAvailable:    9 kB", "HugePages_Total:  0", "Odd: x kB", ""]);

        Assert.Equal([("MemAvailable", 9216L), ("VmRSS", 1234L * 1024)], sizes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value!.Value)));
    }

    [Fact]
    public void A_sample_of_this_process_is_plausible()
    {
        var time = new ManualTime();
        var probe = new ResourceProbe(_folder.Path, ["cpu"], time);
        Assert.Null(probe.Take().CpuPercent);
        time.Pass(TimeSpan.FromSeconds(2));
        var sample = probe.Take();

        Assert.InRange(sample.CpuPercent!.Value, 0, 100);
        Assert.InRange(sample.ProcessMemory!.Value, 1 << 20, long.MaxValue);
        Assert.InRange(sample.MemoryLimit!.Value, sample.ProcessMemory.Value, long.MaxValue);
        Assert.InRange(sample.DiskFree!.Value, 1, long.MaxValue);
        Assert.Equal(time.GetUtcNow(), sample.At);
        if (!OperatingSystem.IsLinux()) return;
        Assert.InRange(sample.MachineMemory!.Value, sample.MachineMemoryAvailable!.Value, long.MaxValue);
        Assert.InRange(sample.ProcessMemoryPeak!.Value, sample.ProcessMemory.Value, long.MaxValue);
        Assert.InRange(sample.ProcessAddressSpace!.Value, sample.ProcessMemory.Value, long.MaxValue);
    }

    [Fact]
    public async Task Samples_reach_the_metrics_and_a_file_of_their_own()
    {
        var logger = TrainLogger.Create(_folder.Path, tensorBoardDirectory: null, TimeProvider.System, _ => { });
        using (new ResourceSampler(_folder.Path, ["cpu"], logger.Sampled, TimeProvider.System))
        {
        }

        await logger.DisposeAsync();
        var page = MetricsReader.Read(_folder.Path);
        var memory = Assert.Single(page.Series, one => one.Name == "system/process_memory");
        Assert.All(page.Series, one => Assert.Equal(MetricAxis.Time, one.Axis));
        Assert.Equal(2, page.Records.Count(one => one.Series == memory.Id));
        Assert.Equal(page.Records.Last(one => one.Series == memory.Id).Value, ResourceSample.Read(_folder.Path)!.ProcessMemory!.Value);
        Assert.False(File.Exists(_folder["progress.json"]));
    }

    [Fact]
    public void A_folder_that_is_gone_stops_nothing()
    {
        var values = 0;
        using (new ResourceSampler(_folder["missing"], ["cpu"], metrics => values += metrics.Count, TimeProvider.System))
        {
        }

        Assert.True(values > 0);
        Assert.Null(ResourceSample.Read(_folder["missing"]));
    }
}
