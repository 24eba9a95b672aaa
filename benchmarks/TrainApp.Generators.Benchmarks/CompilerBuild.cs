using System.Diagnostics;
using System.Globalization;

namespace TrainApp.Generators.Benchmarks;

/// <summary>The generator inside the compiler: a real build in a fresh compiler process, as <c>ReportAnalyzer</c> prints it.</summary>
internal static class CompilerBuild
{
    /// <summary>Seconds that the compiler says it spent in the generator, for each of some builds.</summary>
    public static IReadOnlyList<double> Measure(int builds)
    {
        var folder = Directory.CreateTempSubdirectory("trainapp-generator-");
        try
        {
            Write(folder.FullName);
            Run(folder.FullName, "restore");
            return [.. Enumerable.Range(0, builds).Select(_ => Seconds(Run(folder.FullName, "build --no-restore --no-incremental -v:detailed -p:ReportAnalyzer=true -p:UseSharedCompilation=false")))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "App.cs"), BenchmarkApp.Source);
        File.WriteAllText(Path.Combine(folder, "hyperparameters.yaml"), BenchmarkApp.Hyperparameters());
        File.WriteAllText(Path.Combine(folder, "models.json"), BenchmarkApp.Catalog());
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <CompilerVisibleItemMetadata Include="AdditionalFiles" MetadataName="TrainAppRole" />
                <AdditionalFiles Include="hyperparameters.yaml" TrainAppRole="hyperparameters" />
                <AdditionalFiles Include="models.json" TrainAppRole="models" />
                <Reference Include="{typeof(ModelInfo).Assembly.Location}" />
                <Analyzer Include="{Shipped(typeof(TrainAppGenerator))}" />
                <Analyzer Include="{Shipped(typeof(YamlDotNet.Core.Parser))}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>The file that the package gives the compiler on this system: the one compiled ahead, where there is one.</summary>
    private static string Shipped(Type type)
    {
        var (plain, folder) = (type.Assembly.Location, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
        var ahead = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "TrainApp.Generators", folder, "linux-x64", Path.GetFileName(plain)));
        return File.Exists(ahead) ? ahead : plain;
    }

    private static string Run(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'dotnet {arguments}' failed: {string.Join('\n', output.Split('\n').Where(static line => line.Contains("error", StringComparison.Ordinal)))}");
    }

    /// <summary>The line "0.073  13  TrainApp.Generators.TrainAppGenerator (TRAIN…)".</summary>
    private static double Seconds(string output)
    {
        var line = output.Split('\n').First(static line => line.Contains(typeof(TrainAppGenerator).FullName!, StringComparison.Ordinal) && char.IsDigit(line.TrimStart()[0]));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }
}
