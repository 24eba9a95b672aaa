using System.Globalization;

namespace TrainApp.Files;

/// <summary>The numbers of runs, which are the names of their folders.</summary>
internal static class RunNumbers
{
    private const string Format = "D6";

    /// <summary>The numbers that have a folder in a folder, in no order.</summary>
    public static IEnumerable<int> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder)
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
        : [];

    /// <summary>The run folder of a number, whether or not it exists.</summary>
    public static string PathOf(Workspace workspace, int number) =>
        Path.Combine(workspace.Runs, number.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>Where the folder of a number lies that was moved to the trash.</summary>
    public static string TrashPathOf(Workspace workspace, int number) =>
        Path.Combine(workspace.Trash, number.ToString(Format, CultureInfo.InvariantCulture));
}
