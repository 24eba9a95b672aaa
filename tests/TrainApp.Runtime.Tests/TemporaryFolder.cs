namespace TrainApp.Tests;

/// <summary>A folder of one test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <param name="inMemory">Whether it may lie in memory: for thousands of small files, which a disk takes minutes for.</param>
    public TemporaryFolder(bool inMemory = false) => Path = Directory.CreateDirectory(System.IO.Path.Combine(
        inMemory && Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"trainapp-{Guid.NewGuid():N}")).FullName;

    public string Path { get; }

    public string this[params ReadOnlySpan<string> parts] => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
