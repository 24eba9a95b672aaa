using System.Text.Json;
using YamlDotNet.Serialization;

namespace TrainApp.Vision.Tests.Conversion.Yolo;

/// <summary>The reference's form, file by file, line by line.</summary>
public sealed class YoloReferenceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string[] s_valSets = ["ds_a/child", "Übung"];

    [Theory]
    [InlineData("lemons_yolo_detect", YoloTask.Detect)]
    [InlineData("lemons_yolo_segment", YoloTask.Segment)]
    public void The_lemons_become_the_same_files(string folder, YoloTask task)
    {
        using var temporary = new TemporaryFolder();
        var output = temporary.At(folder);
        var report = Project.Open(SharedData.Find("data", "lemons")).ToYolo(output, new() { Task = task, IsReferenceCompatible = true }, cancellationToken: Stop);

        CompareLabels(SharedData.Find("expected", "lemons", folder), output);
        CompareConfig(SharedData.Find("expected", "lemons", folder), output);
        Assert.Equal((6, output), (report.Images, report.Output));
    }

    [Theory]
    [InlineData("yolo_detect", YoloTask.Detect, false)]
    [InlineData("yolo_segment", YoloTask.Segment, false)]
    [InlineData("yolo_detect_val_by_dataset", YoloTask.Detect, true)]
    public void A_project_of_every_shape_becomes_the_same_files(string folder, YoloTask task, bool byDataset)
    {
        using var temporary = new TemporaryFolder();
        var output = temporary.At(folder);
        var report = Project.Open(SharedData.Find("expected", "conversion", "project"))
            .ToYolo(output, new() { Task = task, IsReferenceCompatible = true, ValidationDatasets = byDataset ? s_valSets : null }, cancellationToken: Stop);

        var expected = SharedData.Find("expected", "conversion", "expected", folder);
        CompareLabels(expected, output);
        CompareConfig(expected, output);
        using var written = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "expected", "files_written.json")));
        if (written.RootElement.TryGetProperty(folder, out var files))
            Assert.Equal(files.EnumerateArray().Select(file => file.GetString()!).Order(StringComparer.Ordinal), Files(output));
        CompareCounts(folder, output, report);
    }

    [Fact]
    public void Single_annotations_become_the_same_lines()
    {
        var count = 0;
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "annotation_cases.json")));
        foreach (var entry in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!entry.TryGetProperty("yolo_detect", out var detect) || !detect.TryGetProperty("value", out var boxes)) continue;
            var meta = entry.TryGetProperty("meta", out var own) ? own : cases.RootElement.GetProperty("default_meta");
            using var folder = new TemporaryFolder();
            Directory.CreateDirectory(folder.At("p/ds/img"));
            Directory.CreateDirectory(folder.At("p/ds/ann"));
            File.WriteAllText(folder.At("p/meta.json"), meta.GetRawText());
            File.WriteAllText(folder.At("p/ds/ann/a.jpg.json"), entry.GetProperty("annotation").GetRawText());
            var project = Project.Open(folder.At("p"));
            var name = entry.GetProperty("name").GetString();

            Assert.Equal($"{name}: {Lines(boxes)}", $"{name}: {Convert(project, folder.At("d"), YoloTask.Detect)}");
            if (entry.GetProperty("yolo_segment").TryGetProperty("value", out var outlines))
                Assert.Equal($"{name}: {Rings(Lines(outlines))}", $"{name}: {Rings(Convert(project, folder.At("s"), YoloTask.Segment))}");
            count++;
        }

        Assert.Equal(57, count);
    }

    [Fact]
    public void Poses_have_no_such_form()
    {
        using var temporary = new TemporaryFolder();
        var project = Project.Open(SharedData.Find("data", "lemons"));

        Assert.Throws<ConversionException>(() => project.ToYolo(temporary.At("p"), new() { Task = YoloTask.Pose, IsReferenceCompatible = true }, cancellationToken: Stop));
    }

    private static string Convert(Project project, string output, YoloTask task)
    {
        project.ToYolo(output, new() { Task = task, IsReferenceCompatible = true }, cancellationToken: Stop);
        return File.ReadAllText(Path.Combine(output, "labels", "train", "ds_a.txt"));
    }

    private static string Lines(JsonElement lines) => string.Join('\n', lines.EnumerateArray().Select(line => line.GetString()));

    /// <summary>Polygons that were cut at the border may begin at another corner and run the other way around, and their pieces come in any order.</summary>
    private static string Rings(string lines) => string.Join('\n', lines.Split('\n').Select(line =>
    {
        var numbers = line.Split(' ');
        if (numbers.Length < 7) return line;
        var points = numbers.Skip(1).Chunk(2).Select(pair => string.Join(' ', pair)).ToList();
        var rings = Enumerable.Range(0, points.Count)
            .SelectMany(start => new[] { points.Skip(start).Concat(points.Take(start)), points.Skip(start).Concat(points.Take(start)).Reverse() });
        return $"{numbers[0]} {rings.Select(ring => string.Join(' ', ring)).Min(StringComparer.Ordinal)}";
    }).Order(StringComparer.Ordinal));

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static void CompareLabels(string expected, string output)
    {
        var files = Files(expected).Where(file => file.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.Equal(files, Files(output).Where(file => file.EndsWith(".txt", StringComparison.Ordinal)));
        foreach (var file in files) Assert.Equal($"{file}\n{File.ReadAllText(Path.Combine(expected, file))}", $"{file}\n{File.ReadAllText(Path.Combine(output, file))}");
    }

    private static void CompareConfig(string expected, string output) =>
        Assert.Equal(Config(Path.Combine(expected, "data_config.yaml")), Config(Path.Combine(output, "data_config.yaml")));

    private static string Config(string path) =>
        JsonSerializer.Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(path)));

    private static void CompareCounts(string folder, string output, ConversionReport report)
    {
        using var counts = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("expected", "conversion", "expected", "counts.json")));
        var lines = Files(output).Where(file => file.EndsWith(".txt", StringComparison.Ordinal)).SelectMany(file => File.ReadLines(Path.Combine(output, file))).ToList();
        var index = 0;
        var format = folder.StartsWith("yolo_detect", StringComparison.Ordinal) ? "yolo_detect" : folder;
        foreach (var item in counts.RootElement.EnumerateObject())
        {
            var prefix = FormattableString.Invariant($"{index++} ");
            Assert.Equal(item.Value.GetProperty(format).GetInt32(), lines.Count(line => line.StartsWith(prefix, StringComparison.Ordinal)));
        }

        Assert.Equal(lines.Count, report.Objects);
    }
}
