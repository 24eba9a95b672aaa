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
        var path = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots", $"{Path.GetFileNameWithoutExtension(file)}.{test}.verified.cs");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no snapshot at {path}; accept one with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
