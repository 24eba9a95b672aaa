using System.Text.Json;
using System.Xml.Linq;

namespace TrainApp.Torch.Tests.QuickstartApp;

public sealed class TemplateTests
{
    private static readonly string Sample = Path.Combine(SharedData.RepositoryRoot, "samples", "Quickstart");
    private static readonly string Template = Path.Combine(SharedData.RepositoryRoot, "templates", "dotnet-new-trainapp", "content", "TrainApp.App");

    [Fact]
    public void The_template_and_the_quickstart_hold_the_same_app()
    {
        var sample = FilesOf(Sample);
        var template = FilesOf(Template);

        Assert.Equal(sample.Keys.Order(StringComparer.Ordinal), template.Keys.Order(StringComparer.Ordinal));
        Assert.All(sample, file => Assert.True(
            string.Equals(file.Value.Replace("Quickstart", "TrainApp.App", StringComparison.Ordinal), template[file.Key], StringComparison.Ordinal),
            $"{file.Key} differs: templates/dotnet-new-trainapp/update.sh brings the template up to date."));
    }

    [Fact]
    public void The_template_names_the_versions_that_the_repository_uses()
    {
        var central = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(item => (string)item.Attribute("Include")!, item => (string)item.Attribute("Version")!, StringComparer.Ordinal);
        var used = XDocument.Load(Path.Combine(Template, "TrainApp.App.csproj")).Descendants("PackageReference")
            .Select(item => (Name: (string)item.Attribute("Include")!, Version: (string)item.Attribute("Version")!)).ToArray();

        Assert.Contains(used, item => item.Name == "libtorch-cpu-linux-x64");
        Assert.All(used, item => Assert.Equal(item.Name.StartsWith("TrainApp.", StringComparison.Ordinal) ? "0.0.0-trainapp" : central[item.Name], item.Version));
    }

    [Theory]
    [InlineData("Quickstart", "cpu", "Microsoft.ML.OnnxRuntime libtorch-cpu-linux-x64")]
    [InlineData("Quickstart", "cuda", "Microsoft.ML.OnnxRuntime.Gpu TorchSharp-cuda-linux")]
    [InlineData("TrainApp.App", "cpu", "Microsoft.ML.OnnxRuntime libtorch-cpu-linux-x64")]
    [InlineData("TrainApp.App", "cuda", "Microsoft.ML.OnnxRuntime.Gpu TorchSharp-cuda-linux")]
    public void The_accelerator_decides_on_the_native_packages(string app, string accelerator, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The packages are those of Linux.");
        var project = Path.Combine(app == "Quickstart" ? Sample : Template, app + ".csproj");

        using var items = JsonDocument.Parse(Evaluate(project, $"-p:TrainAppAccelerator={accelerator}"));

        var packages = items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(name => name.Contains("OnnxRuntime", StringComparison.Ordinal) || name.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .Where(name => !name.StartsWith("TrainApp", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', packages));
    }

    private static string Evaluate(string project, string property)
    {
        var (exitCode, output) = Command.Run(
            "dotnet", SharedData.RepositoryRoot, "msbuild", project, property, "-getItem:PackageReference", "-nodeReuse:false");
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>The app's files by relative path, without what differs: how the framework is referred to.</summary>
    private static Dictionary<string, string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => !file.EndsWith(".csproj", StringComparison.Ordinal) && file != "nuget.config")
            .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not (".template.config" or "bin" or "obj" or "trainapp-data"))
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(folder, file)), StringComparer.Ordinal);
}
