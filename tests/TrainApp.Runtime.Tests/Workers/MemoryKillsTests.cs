using TrainApp.Workers;

namespace TrainApp.Tests.Workers;

/// <summary>Kills for memory are counted by either version of control groups.</summary>
public sealed class MemoryKillsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0::/app/one", "app/one/memory.events", "low 0\noom 4\noom_kill 3\noom_group_kill 0\n")]
    [InlineData("0::/", "memory.events", "oom_kill 3\n")]
    [InlineData("9:name=systemd:/\n4:cpu,memory:/app\n0::/", "memory/app/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n")]
    public void The_counter_is_read(string groups, string file, string content)
    {
        File.WriteAllText(_folder["cgroup"], groups + "\n");
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        File.WriteAllText(_folder[file], content);
        Assert.Equal(3, MemoryKills.Count(_folder["cgroup"], _folder.Path));
    }

    [Theory]
    [InlineData("0::/gone\n")]
    [InlineData("nonsense\n")]
    [InlineData("")]
    public void Without_a_counter_nobody_was_killed(string groups)
    {
        File.WriteAllText(_folder["cgroup"], groups);
        Assert.Equal(0, MemoryKills.Count(_folder["cgroup"], _folder.Path));
        Assert.Equal(0, MemoryKills.Count(_folder["absent"], _folder.Path));
    }
}
