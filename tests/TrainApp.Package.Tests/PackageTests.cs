namespace TrainApp.Package.Tests;

public class PackageTests(CloneFixture clone)
{
    [Fact]
    public void The_runtime_package_carries_the_generator_and_what_it_needs()
    {
        using var package = Open("TrainApp.Runtime");
        Assert.Contains("lib/net10.0/TrainApp.Runtime.dll", package.Files);
        Assert.Contains("lib/net10.0/TrainApp.Runtime.xml", package.Files);
        foreach (var file in new[] { "TrainApp.Generators.dll", "TrainApp.CodeFixes.dll", "YamlDotNet.dll" })
            Assert.Contains($"analyzers/dotnet/cs/{file}", package.Files);
        foreach (var file in new[] { "TrainApp.Generators.dll", "YamlDotNet.dll" })
            Assert.Contains($"tools/linux-x64/{file}", package.Files);
        Assert.Contains("buildTransitive/TrainApp.Runtime.targets", package.Files);
        Assert.Contains("build/TrainApp.Runtime.props", package.Files);
        Assert.Contains("buildTransitive/TrainApp.Runtime.props", package.Files);
        Assert.DoesNotContain(package.Dependencies.Keys, id => id.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TrainApp.Runtime", "", "TorchSharp SkiaSharp Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxRuntime.Managed Meziantou.Analyzer Google.Protobuf.Tools")]
    [InlineData("TrainApp.Gui", "TrainApp.Runtime", "TorchSharp SkiaSharp Microsoft.AspNetCore.App.Internal.Assets Meziantou.Analyzer")]
    [InlineData("TrainApp.Vision", "TrainApp.Runtime SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies TorchSharp")]
    [InlineData("TrainApp.Onnx", "TrainApp.Vision Microsoft.ML.OnnxRuntime.Managed System.Numerics.Tensors", "Microsoft.ML.OnnxRuntime Microsoft.ML.OnnxRuntime.Gpu TorchSharp")]
    [InlineData("TrainApp.Torch", "TrainApp.Onnx TorchSharp SharpZipLib", "libtorch-cpu-linux-x64 TorchSharp-cpu TorchSharp-cuda-linux Google.Protobuf.Tools")]
    public void A_package_asks_for_the_managed_half_of_libraries_only(string id, string wanted, string unwanted)
    {
        using var package = Open(id);
        foreach (var dependency in wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(dependency, package.Dependencies.Keys);
        foreach (var dependency in unwanted.Split(' ')) Assert.DoesNotContain(dependency, package.Dependencies.Keys);
    }

    [Fact]
    public void The_torch_package_carries_the_mending_of_the_native_library()
    {
        using var package = Open("TrainApp.Torch");
        Assert.Contains("buildTransitive/TrainApp.Torch.targets", package.Files);
        Assert.Contains("buildTransitive/WeakVersionCopy.cs", package.Files);
    }

    [Fact]
    public void The_gui_package_carries_the_page_and_asks_for_its_framework()
    {
        using var package = Open("TrainApp.Gui");
        Assert.Equal(["Microsoft.AspNetCore.App"], package.Frameworks);
        var resources = package.Resources("lib/net10.0/TrainApp.Gui.dll");
        foreach (var asset in (string[])["blazor.web.js", "boot.js", "base.css", "signin.css"]) Assert.Contains("assets/" + asset, resources);
        // Static web assets are not found by most apps: the package has none.
        Assert.DoesNotContain(package.Files, file => file.StartsWith("staticwebassets/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Packing_twice_gives_the_same_contents()
    {
        using var first = await PackAsync("feed once");
        using var second = await PackAsync("feed again");
        Assert.Equal(first.Contents, second.Contents);
    }

    /// <summary>Packs from nothing: what an earlier build left is gone.</summary>
    private async Task<Nupkg> PackAsync(string feed)
    {
        var (target, artifacts) = (Path.Combine(clone.Outside, feed), Path.Combine(clone.Outside, "pack artifacts"));
        await clone.DotnetAsync(clone.Clone, "pack", "src/TrainApp.Runtime", "-c", "Release", "-o", target, "--artifacts-path", artifacts);
        Directory.Delete(artifacts, recursive: true);
        return new Nupkg(target, "TrainApp.Runtime", clone.Version);
    }

    private Nupkg Open(string id) => new(clone.Feed, id, clone.Version);
}
