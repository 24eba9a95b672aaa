using System.Text;
using System.Text.Json;
using TrainApp.Hosting;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Reporting;

namespace TrainApp.Tests.Reporting;

public class ReportWriterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_report_holds_its_page_its_data_and_a_picture_of_every_image()
    {
        using var folder = new TemporaryFolder();
        var result = EvaluationSample.Detection(6, 4, folder: folder.At("img"));
        var page = ReportWriter.Write(result, folder.At("report"), new ReportContext { Title = "Lemons </script>" }, Token);

        Assert.Equal(folder.At("report/index.html"), page);
        foreach (var name in (string[])["index.html", "report.js", "report.css", "uplot.js", "data.js", "experiment.js"]) Assert.True(File.Exists(Path.Combine(folder.At("report"), name)), name);
        Assert.Equal(6, Directory.GetFiles(folder.At("report/images")).Length);
        using var picture = SkiaSharp.SKBitmap.Decode(folder.At("report/images/0.jpg"));
        Assert.InRange(Math.Max(picture.Width, picture.Height), 600, 640);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, ".*"));
        Assert.DoesNotContain("</script>", File.ReadAllText(folder.At("report/data.js")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_no_network_and_no_inline_script()
    {
        using var folder = new TemporaryFolder();
        ReportWriter.Write(EvaluationSample.Detection(2, 2), folder.At("report"), new ReportContext(), Token);
        var page = File.ReadAllText(folder.At("report/index.html"));
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.All(page.Split("<script").Skip(1), script => Assert.StartsWith(" src=\"", script, StringComparison.Ordinal));
        Assert.DoesNotContain("innerHTML", File.ReadAllText(folder.At("report/report.js")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_holds_every_match_and_scores_to_the_last_bit()
    {
        using var folder = new TemporaryFolder();
        var result = EvaluationSample.Detection(8, 5);
        ReportWriter.Write(result, folder.At("report"), new ReportContext(), Token);
        var data = Data(folder.At("report/data.js"), "trainAppReport");
        var matches = data.GetProperty("matches");
        Assert.Equal(result.Matches.Select(match => match.Score ?? double.NaN), Column(matches, "score", 8).Select(bytes => BitConverter.ToDouble(bytes)));
        Assert.Equal(result.Matches.Select(match => match.Image), Column(matches, "image", 4).Select(bytes => BitConverter.ToInt32(bytes)));
        Assert.Equal(result.Matches.Select(match => match.Misclassified ? 3 : (int)match.Kind), Column(matches, "kind", 1).Select(bytes => (int)bytes[0]));
        Assert.Equal(result.Confidence, data.GetProperty("confidence").GetDouble());
        var cells = data.GetProperty("confusion").EnumerateArray().Select(cell => cell.EnumerateArray().Select(value => value.GetInt64()).ToArray()).ToList();
        Assert.All(cells, cell => Assert.Equal(result.Confusion[cell[0], cell[1]], cell[2]));
        Assert.Equal(result.Confusion.Cast<long>().Sum(), cells.Sum(cell => cell[2]));
    }

    [Fact]
    public void Images_that_cannot_be_read_are_counted_and_stop_nothing()
    {
        using var folder = new TemporaryFolder();
        var result = EvaluationSample.Detection(3, 3, folder: folder.At("img"));
        File.WriteAllText(result.Images[1].Path!, "no image");
        File.Delete(result.Images[2].Path!);
        ReportWriter.Write(result, folder.At("report"), new ReportContext(), Token);
        Assert.Equal(2, Data(folder.At("report/data.js"), "trainAppReport").GetProperty("missingPictures").GetInt32());
        Assert.Equal(["0.jpg"], Directory.GetFiles(folder.At("report/images")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_report_that_is_stopped_leaves_the_old_one_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        ReportWriter.Write(EvaluationSample.Detection(2, 2), folder.At("report"), new ReportContext { Title = "old" }, Token);
        var before = File.ReadAllText(folder.At("report/data.js"));
        Assert.ThrowsAny<OperationCanceledException>(() => ReportWriter.Write(EvaluationSample.Detection(3, 2, folder: folder.At("img")), folder.At("report"), new ReportContext(), new CancellationToken(canceled: true)));
        Assert.Equal(before, File.ReadAllText(folder.At("report/data.js")));
        Assert.Equal(["img", "report"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_new_evaluation_keeps_what_is_said_of_the_experiment()
    {
        using var folder = new TemporaryFolder();
        var made = ExperimentReport.Make(new ExperimentPage("Run", "") { Hyperparameters = "lr: 1" });
        Directory.CreateDirectory(folder.At("report"));
        foreach (var (name, bytes) in made) File.WriteAllBytes(Path.Combine(folder.At("report"), name), bytes);
        Assert.Equal(0, new FileInfo(folder.At("report/data.js")).Length);
        ReportWriter.Write(EvaluationSample.Detection(2, 2), folder.At("report"), new ReportContext(), Token);
        Assert.Equal("lr: 1", Data(folder.At("report/experiment.js"), "trainAppExperiment").GetProperty("hyperparameters").GetString());
        Assert.Equal("evaluation", Data(folder.At("report/data.js"), "trainAppReport").GetProperty("kind").GetString());
    }

    [Fact]
    public void Outlines_lie_in_files_by_images()
    {
        using var folder = new TemporaryFolder();
        var result = EvaluationSample.Detection(130, 3, objects: 2, withMasks: true);
        ReportWriter.Write(result, folder.At("report"), new ReportContext(), Token);
        var files = Enumerable.Range(0, 2).Select(i => Data(folder.At($"report/shapes/{i}.js"), $"trainAppShapes[{i}]")).ToList();
        Assert.Equal(2, Directory.GetFiles(folder.At("report/shapes")).Length);
        var truth = files.SelectMany(file => file.GetProperty("t").EnumerateObject()).ToDictionary(pair => int.Parse(pair.Name, System.Globalization.CultureInfo.InvariantCulture), pair => pair.Value);
        Assert.Equal(Enumerable.Range(0, result.Truth.Count), truth.Keys.Order());
        var box = result.Truth[0].Box;
        var points = truth[0].EnumerateArray().First().EnumerateArray().Select(value => value.GetInt32()).ToList();
        Assert.True(points.Count >= 6 && points.Where((_, i) => i % 2 == 0).All(x => x >= box.Left - 1 && x <= box.Right + 1));
    }

    [Fact]
    public void A_mask_is_outlined_with_its_hole()
    {
        var pixels = new byte[40 * 40];
        for (var y = 5; y < 35; y++)
        {
            for (var x = 5; x < 35; x++) pixels[(y * 40) + x] = (byte)(x is > 14 and < 25 && y is > 14 and < 25 ? 0 : 1);
        }

        var rings = Outline.Of(MaskCodec.Encode(new Mask(10, 20, 40, 40, pixels)), 0.5).ToList();
        Assert.Equal(2, rings.Count);
        Assert.Equal((15, 44), (rings[0].Min(point => point.X), rings[0].Max(point => point.X)));
        Assert.Equal((25, 54), (rings[0].Min(point => point.Y), rings[0].Max(point => point.Y)));
    }

    [Fact]
    public void Undefined_figures_and_empty_evaluations_are_written()
    {
        using var folder = new TemporaryFolder();
        var full = EvaluationSample.Detection(2, 2);
        var empty = full with
        {
            Truth = [], Predictions = [], Matches = [], Images = [], Confusion = new long[3, 3], ScoreProfile = [], PrecisionRecall = [],
            Metrics = new Dictionary<string, double?> { ["mAP"] = null, ["f1"] = double.NaN },
            PerClass = [.. full.Classes.Select(name => new ClassFigures { Name = name, Objects = 0, Images = 0 })],
        };
        ReportWriter.Write(empty, folder.At("report"), new ReportContext(), Token);
        var metrics = Data(folder.At("report/data.js"), "trainAppReport").GetProperty("metrics").EnumerateArray().ToList();
        Assert.All(metrics, metric => Assert.Equal(JsonValueKind.Null, metric[1].ValueKind));
    }

    [Fact]
    public void A_comparison_shows_the_images_that_runs_do_not_agree_on()
    {
        using var folder = new TemporaryFolder();
        var first = EvaluationSample.Detection(12, 4, folder: folder.At("img"));
        var second = EvaluationSample.Detection(12, 4, folder: folder.At("img"), seed: 9);
        ReportWriter.WriteComparison([("one", first), ("two", second)], folder.At("compared"), new ReportContext(), Token);
        var data = Data(folder.At("compared/data.js"), "trainAppReport");
        Assert.Equal(["one", "two"], data.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()));
        var differences = RunDifference.Find([("one", first), ("two", second)], Token);
        Assert.NotEmpty(differences);
        Assert.Equal(differences.Select(one => one.Image.Name), data.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("name").GetString()));
        Assert.Equal(differences.Select(one => one.Difference).OrderDescending(), differences.Select(one => one.Difference));
        Assert.Empty(RunDifference.Find([("one", first), ("same", first)], Token));
        Assert.Throws<ArgumentException>(() => ReportWriter.WriteComparison([("one", first)], folder.At("alone"), new ReportContext(), Token));
    }

    internal static JsonElement Data(string file, string target)
    {
        var text = File.ReadAllText(file);
        var start = $"globalThis.{target} = ";
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.EndsWith(";\n", text, StringComparison.Ordinal);
        return JsonDocument.Parse(Encoding.UTF8.GetBytes(text[start.Length..^2])).RootElement;
    }

    private static IEnumerable<byte[]> Column(JsonElement columns, string name, int size) =>
        Convert.FromBase64String(columns.GetProperty(name).GetString()!.Split(':')[1]).Chunk(size);
}
