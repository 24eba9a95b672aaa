namespace TrainApp.Torch.Tests.Native;

public sealed class PublishedAppTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_published_app_holds_one_libtorch_and_trains_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The library's name is that of Linux.");
        var app = _folder.At("published app");

        var (built, output) = Command.Run("dotnet", SharedData.RepositoryRoot, "publish", "samples/Quickstart", "-o", app, "-nodeReuse:false");
        Assert.True(built == 0, output);
        var (trained, report) = Command.Run(
            Path.Combine(app, "Quickstart"), _folder.Path, "train", "--workspace", _folder.At("workspace"), "--export", "none",
            "--set", "epochs=1", "--set", "steps_per_epoch=1", "--set", "batch_size=2", "--set", "image_size=64", "--set", "threads=1");

        Assert.True(trained == 0, report);
        Assert.Single(Directory.GetFiles(_folder.Path, "best.pth", SearchOption.AllDirectories));
        // Counted last: a library that does not load makes TorchSharp copy all of libtorch once more.
        Assert.Single(Directory.GetFiles(app, "libtorch_cpu.so", SearchOption.AllDirectories));
        Assert.Single(Directory.GetFiles(app, "libLibTorchSharp.so", SearchOption.AllDirectories));
    }
}
