using System.Reflection;

namespace TrainApp.Workers;

/// <summary>
/// How the app itself is started again, for a run's own process. Mostly it is what runs now; where another program calls the app's
/// code, such as a test runner, it is the app's executable beside that program.
/// </summary>
internal static class AppExecutable
{
    private const string Dotnet = "dotnet";

    /// <summary>The program and its first words.</summary>
    /// <param name="app">The app's assembly; null stands for the program that runs.</param>
    /// <exception cref="InvalidOperationException">The app's executable is not found.</exception>
    public static IReadOnlyList<string> Find(string? app)
    {
        var current = Environment.ProcessPath!;
        if (app is null || Assembly.GetEntryAssembly()?.GetName().Name == app)
            return IsDotnet(current) ? [current, Environment.GetCommandLineArgs()[0]] : [current];

        var beside = Path.Combine(AppContext.BaseDirectory, app);
        var program = OperatingSystem.IsWindows() ? beside + ".exe" : beside;
        if (File.Exists(program)) return [program];
        if (File.Exists(beside + ".dll") && File.Exists(beside + ".runtimeconfig.json")) return [IsDotnet(current) ? current : Dotnet, beside + ".dll"];
        throw new InvalidOperationException(
            $"A run works in a process of the app's own executable, and '{Path.GetFileName(program)}' is not in {AppContext.BaseDirectory}. Refer to the app's project (OutputType Exe) from this one, so that it is copied there, or start the run from the app's own Main.");
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path).Equals(Dotnet, StringComparison.OrdinalIgnoreCase);
}
