using System.Text.Json;
using System.Xml.Linq;

namespace TrainApp.Package.Tests;

public class TemplateTests(CloneFixture clone)
{
    private const string OneEpoch = "--set epochs=1 --set steps_per_epoch=2 --set batch_size=4 --set image_size=64";

    [Fact]
    public void An_app_scaffolded_in_a_clone_builds_without_a_warning()
    {
        Assert.Contains("0 Warning(s)", clone.BuildOutput, StringComparison.Ordinal);
        Assert.Contains("0 Error(s)", clone.BuildOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_Linux_an_app_is_compiled_by_the_generator_that_was_compiled_ahead()
    {
        var output = await clone.DotnetAsync(clone.InnerApp, "msbuild", "-t:ResolveLockFileAnalyzers", "-getItem:Analyzer");
        using var document = JsonDocument.Parse(output);
        var analyzers = document.RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/')).ToList();
        foreach (var file in new[] { "TrainApp.Generators.dll", "YamlDotNet.dll" })
            Assert.EndsWith($"tools/linux-x64/{file}", Assert.Single(analyzers, path => path.EndsWith("/" + file, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("analyzers/dotnet/cs/TrainApp.CodeFixes.dll", Assert.Single(analyzers, path => path.EndsWith("/TrainApp.CodeFixes.dll", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_scaffolded_in_a_clone_trains()
    {
        var result = await clone.RunAsync("dotnet", clone.Clone, ["run", "--no-build", "--project", "MyApp", "--", "train", "--json", "--workspace", Workspace("inner"), .. OneEpoch.Split(' ')]);
        AssertTrained(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    [Fact]
    public async Task An_app_scaffolded_in_a_clone_serves_the_page()
    {
        var assembly = Path.Combine(clone.InnerApp, "bin", "Debug", "net10.0", "MyApp.dll");
        AssertPage(await clone.OpenPageAsync("dotnet", clone.Outside, assembly, "--workspace", Workspace("page")));
    }

    [Fact]
    public async Task An_app_in_a_single_file_serves_the_page()
    {
        var published = Path.Combine(clone.Outside, "single file");
        await clone.DotnetAsync(clone.InnerApp, "publish", "-o", published, "--self-contained", "false", "-p:PublishSingleFile=true");
        Assert.False(File.Exists(Path.Combine(published, "TrainApp.Gui.dll")));
        AssertPage(await clone.OpenPageAsync(Path.Combine(published, "MyApp"), clone.Outside, "--workspace", Workspace("single")));
    }

    [Fact]
    public async Task Outside_the_clone_an_app_is_scaffolded_built_published_and_trains_from_a_feed()
    {
        await clone.DotnetAsync(clone.Outside, "new", "trainapp", "-o", "far-app", "--trainapp-version", clone.Version, "--feed", clone.Feed, "--debug:custom-hive", clone.Hive);
        var app = Path.Combine(clone.Outside, "far-app");
        var published = Path.Combine(clone.Outside, "published app");
        var output = await clone.DotnetAsync(app, "publish", "-o", published);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        Assert.Single(Directory.EnumerateFiles(published, "libtorch_cpu.so", SearchOption.AllDirectories));
        Assert.Single(Directory.EnumerateFiles(published, "libLibTorchSharp.so", SearchOption.AllDirectories));

        var result = await clone.RunAsync(Path.Combine(published, "far-app"), clone.Outside, ["train", "--json", "--workspace", Workspace("published"), .. OneEpoch.Split(' ')]);
        AssertTrained(result.ExitCode, result.StandardOutput, result.StandardError);
        AssertPage(await clone.OpenPageAsync(Path.Combine(published, "far-app"), clone.Outside, "--workspace", Workspace("published")));
        // A library that does not load is looked for again by TorchSharp, which then copies all of libtorch.
        Assert.Single(Directory.EnumerateFiles(published, "libtorch_cpu.so", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task With_the_accelerator_cuda_the_packages_are_those_of_cuda()
    {
        var packages = await PackagesAsync("cuda");
        Assert.Equal(Central("TorchSharp-cuda-linux"), packages["TorchSharp-cuda-linux"]);
        Assert.Equal(Central("Microsoft.ML.OnnxRuntime.Gpu"), packages["Microsoft.ML.OnnxRuntime.Gpu"]);
        Assert.DoesNotContain(packages.Keys, id => id.StartsWith("libtorch-cpu", StringComparison.Ordinal) || id == "Microsoft.ML.OnnxRuntime");
    }

    [Fact]
    public async Task Without_an_accelerator_the_packages_are_those_of_the_processor()
    {
        var packages = await PackagesAsync("cpu");
        Assert.Equal(Central("Microsoft.ML.OnnxRuntime"), packages["Microsoft.ML.OnnxRuntime"]);
        Assert.Single(packages.Keys, id => id.StartsWith("libtorch-cpu-", StringComparison.Ordinal));
        Assert.DoesNotContain(packages.Keys, id => id.Contains("cuda", StringComparison.OrdinalIgnoreCase) || id.EndsWith(".Gpu", StringComparison.Ordinal));
    }

    [Fact]
    public void The_template_names_the_versions_of_the_repository()
    {
        var project = XDocument.Load(Path.Combine(Content, "TrainApp.App.csproj"));
        var references = project.Descendants("PackageReference").Select(reference => (Id: reference.Attribute("Include")!.Value, Version: reference.Attribute("Version")!.Value)).ToList();
        Assert.NotEmpty(references);
        foreach (var (id, version) in references)
            Assert.Equal(id.StartsWith("TrainApp.", StringComparison.Ordinal) ? "0.0.0-trainapp" : Central(id), version);

        using var template = JsonDocument.Parse(File.ReadAllText(Path.Combine(Content, ".template.config", "template.json")));
        var version0 = template.RootElement.GetProperty("symbols").GetProperty("TrainAppVersion").GetProperty("defaultValue").GetString();
        Assert.Equal(XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").First().Value, version0);
    }

    [Fact]
    public void The_sample_and_the_template_hold_the_same_app()
    {
        var sample = Sources(Path.Combine(Repository.Root, "samples", "Quickstart"), text => text.Replace("Quickstart", "TrainApp.App", StringComparison.Ordinal));
        var template = Sources(Content, text => text);
        Assert.True(template.Count > 10);
        Assert.Equal(template.Keys.Order(StringComparer.Ordinal), sample.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in template) Assert.Equal(text, sample[name]);
    }

    private static void AssertPage(IReadOnlyList<string> assets)
    {
        Assert.Contains(assets, asset => asset.StartsWith("/_framework/blazor.web.js", StringComparison.Ordinal));
        Assert.Contains(assets, asset => asset.StartsWith("/assets/base.css", StringComparison.Ordinal));
    }

    private static string Content => Path.Combine(Repository.Root, "templates", "dotnet-new-trainapp", "content", "TrainApp.App");

    private string Workspace(string name) => Path.Combine(clone.Outside, "workspace " + name);

    private static Dictionary<string, string> Sources(string folder, Func<string, string> change) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".cs" or ".json" or ".yaml" && !path.Contains(".template.config", StringComparison.Ordinal)
            && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains("trainapp-data", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => change(File.ReadAllText(path)), StringComparer.Ordinal);

    private async Task<Dictionary<string, string>> PackagesAsync(string accelerator)
    {
        var output = await clone.DotnetAsync(clone.InnerApp, "msbuild", "-getItem:PackageReference", $"-p:TrainAppAccelerator={accelerator}");
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.TryGetProperty("Version", out var version) ? version.GetString()! : "", StringComparer.Ordinal);
    }

    private static string Central(string id) => XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(item => item.Attribute("Include")!.Value == id).Attribute("Version")!.Value;

    private static void AssertTrained(int exitCode, string output, string errors)
    {
        Assert.True(exitCode == 0, output + errors);
        using var document = JsonDocument.Parse(output);
        Assert.Equal("completed", document.RootElement.GetProperty("state").GetString());
        var artifacts = document.RootElement.GetProperty("artifacts").GetString()!;
        foreach (var file in new[] { "checkpoints/best.pth", "export/best.onnx", "experiment_info.json", "manifest.json" })
            Assert.True(File.Exists(Path.Combine(artifacts, file)), $"{file} is missing.");
    }
}
