using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace TrainApp.Generators.Tests;

/// <summary>Compares text with a file under Snapshots/; UPDATE_SNAPSHOTS=1 accepts what was produced.</summary>
internal static class Snapshot
{
    public static void Verify(GeneratorDriverRunResult result, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var text = new StringBuilder();
        foreach (var diagnostic in result.Diagnostics) text.Append("// ").Append(diagnostic).Append('\n');
        foreach (var source in result.Results.SelectMany(r => r.GeneratedSources).OrderBy(s => s.HintName, StringComparer.Ordinal))
        {
            text.Append("//// ").Append(source.HintName).Append('\n').Append(source.SourceText).Append('\n');
        }

        var version = typeof(TrainAppGenerator).Assembly.GetName().Version!.ToString();
        var actual = text.ToString().Replace($"\"{version}\"", "\"<VERSION>\"", StringComparison.Ordinal);
        // The compiler writes a file's path as it is only where builds are not made reproducible, so its name alone is used.
        var path = Path.Combine(Folder(), $"{Path.GetFileNameWithoutExtension(file)}.{test}.verified.cs");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot at {path}; accept one with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrainApp.sln"))) folder = folder.Parent;
        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "tests", "TrainApp.Generators.Tests", "Snapshots");
    }
}
