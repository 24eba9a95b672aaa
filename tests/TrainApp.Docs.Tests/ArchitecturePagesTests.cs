using System.Text.RegularExpressions;

namespace TrainApp.Docs.Tests;

/// <summary>Lists in the pages on architecture and file formats are those of the sources.</summary>
public sealed partial class ArchitecturePagesTests
{
    private const string Runtime = "src/TrainApp.Runtime";

    private static readonly Document s_architecture = Repository.Read("docs/architecture.md");
    private static readonly Document s_formats = Repository.Read("docs/file-formats.md");

    [Fact]
    public void The_rooms_are_the_folders_of_the_runtime()
    {
        var folders = Directory.EnumerateDirectories(Repository.PathOf(Runtime)).Select(path => Path.GetFileName(path)!).Where(name => char.IsUpper(name[0])).Append("Formats");
        var rooms = Below(s_architecture, "## Rooms of the runtime").Select(line => Room().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);
        Assert.Equal(folders.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_steps_after_training_are_those_of_the_sources()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf($"{Runtime}/Finalization"), "*Step.cs").Append(Repository.PathOf($"{Runtime}/Finalization/Finalizer.cs"));
        var names = sources.SelectMany(file => StepName().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("export-onnx", names);
        var listed = string.Join('\n', Below(s_architecture, "### Steps after training").TakeWhile(line => !line.StartsWith("A step", StringComparison.Ordinal)));
        Assert.Equal(names, Quoted().Matches(listed).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_fields_of_the_experiment_s_info_stand_in_their_order()
    {
        var fields = Field().Matches(File.ReadAllText(Repository.PathOf($"{Runtime}/Finalization/ExperimentInfoStep.cs"))).Select(match => match.Groups["name"].Value);
        var nested = new[] { "type", "link" };
        var listed = Below(s_formats, "### experiment_info.json").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        Assert.Equal(fields.Except(nested), listed.SelectMany(cell => Quoted().Matches(cell)).Select(match => match.Groups["name"].Value));
    }

    [Fact]
    public void Every_file_of_a_run_folder_is_described()
    {
        var files = RunFile().Matches(File.ReadAllText(Repository.PathOf($"{Runtime}/Runs/RunFolder.cs"))).Select(match => match.Groups["name"].Value).ToList();
        Assert.Contains("run.json", files);
        var described = string.Join('\n', Below(s_formats, "## A run's folder"));
        Assert.All(files, file => Assert.Matches($"`{Regex.Escape(file)}/?`", described));
    }

    private static IEnumerable<string> Below(Document document, string heading) => document.Prose
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'));

    [GeneratedRegex(@"^\| (?<name>[A-Z]\w+) \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Room();

    [GeneratedRegex("(Name => |StepName = |Export = )\"(?<name>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepName();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""\["(?<name>\w+)"\] =""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    [GeneratedRegex("""In\("(?<name>[^"]+)"\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunFile();
}
