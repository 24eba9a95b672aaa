using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using TrainApp.Package.Tests;

[assembly: AssemblyFixture(typeof(CloneFixture))]

namespace TrainApp.Package.Tests;

/// <summary>
/// A copy of the repository in a folder with a space and a letter outside ASCII, under a version that nobody has in a
/// cache; an app is scaffolded in it as the README says, which packs the packages from source. Packages of ours go to a
/// cache of their own, the rest comes from the common one.
/// </summary>
public sealed class CloneFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trainapp packages ü ").FullName;

    public string Version { get; } = "0.1.0-test." + Guid.NewGuid().ToString("N")[..8];

    public string Clone => Path.Combine(_folder, "my clone");

    public string Feed => Path.Combine(Clone, "artifacts", "feed");

    /// <summary>The app that was scaffolded and built inside the clone.</summary>
    public string InnerApp => Path.Combine(Clone, "MyApp");

    /// <summary>A folder outside the clone.</summary>
    public string Outside => Path.Combine(_folder, "outside");

    public string Hive => Path.Combine(_folder, "hive");

    public async ValueTask InitializeAsync()
    {
        Repository.CopyTo(Clone);
        Directory.CreateDirectory(Outside);
        var props = Path.Combine(Clone, "Directory.Build.props");
        var text = await File.ReadAllTextAsync(props);
        Assert.Contains("<Version>0.1.0</Version>", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(props, text.Replace("<Version>0.1.0</Version>", $"<Version>{Version}</Version>", StringComparison.Ordinal));

        await DotnetAsync(Clone, "new", "install", "./templates/dotnet-new-trainapp", "--debug:custom-hive", Hive);
        await DotnetAsync(Clone, "new", "trainapp", "-o", "MyApp", "--trainapp-version", Version, "--no-restore", "--debug:custom-hive", Hive);
        BuildOutput = await DotnetAsync(Clone, "build", "MyApp");
    }

    /// <summary>What building the scaffolded app printed.</summary>
    public string BuildOutput { get; private set; } = "";

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs dotnet and returns what it printed; the test fails when it does.</summary>
    public async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync("dotnet", folder, arguments);
        Assert.True(result.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardOutput}\n{result.StandardError}"));
        return result.StandardOutput;
    }

    public async Task<BufferedCommandResult> RunAsync(string program, string folder, params string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(folder)
        .WithEnvironmentVariables(Variables)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    /// <summary>Opens the page that an app serves, and asks for all that it refers to.</summary>
    public Task<IReadOnlyList<string>> OpenPageAsync(string program, string folder, params string[] words) => ServedPage.OpenAsync(program, folder, Variables, words);

    private Dictionary<string, string?> Variables => new(StringComparer.Ordinal)
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
        ["NUGET_FALLBACK_PACKAGES"] = CommonPackages,
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        // What the test host was started with is not the scaffolded app's business.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["TRAINAPP_WORKSPACE"] = null,
        ["TRAINAPP_TOKEN"] = null,
        ["PROJECT_ID"] = null,
        ["DEBUG_APP_DIR"] = null,
    };

    private static string CommonPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
