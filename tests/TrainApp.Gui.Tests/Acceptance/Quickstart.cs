namespace TrainApp.Gui.Tests.Acceptance;

/// <summary>The sample app, which trains for real.</summary>
internal static class Quickstart
{
    /// <summary>Its executable, built beside this project.</summary>
    public static string App { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Quickstart", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Quickstart"));
}
