using TrainApp.Hosting;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Reporting;

namespace TrainApp.Tests.Reporting;

/// <summary>A report takes the place of nothing but a report.</summary>
public sealed class ReportPlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Report => _folder.At("my report ä");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_an_empty_one_and_a_report_are_free()
    {
        Assert.Equal(Report, Choose(Report));
        Directory.CreateDirectory(Report);
        Assert.Equal(Report, Choose(Report + Path.DirectorySeparatorChar));
        WriteReport();
        Assert.Equal(Report, Choose(Report));
    }

    [Theory]
    [InlineData("precious.txt")]
    [InlineData("images/holiday.jpg")]
    [InlineData("images/7.png")]
    [InlineData("images/more/7.jpg")]
    [InlineData("shapes/7.json")]
    [InlineData("more/index.html")]
    public void A_report_with_something_else_in_it_is_left(string file)
    {
        WriteReport();
        var path = Path.Combine(Report, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "mine");

        Assert.Contains($"no report, '{file.Split('/')[0]}'", Refusal(Report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const pages = [];")]
    [InlineData("globalThis.trainAppRepor")]
    [InlineData("")]
    public void A_site_with_data_of_its_own_is_left(string data)
    {
        Directory.CreateDirectory(Report);
        File.WriteAllText(Path.Combine(Report, "index.html"), "<html>");
        Assert.Contains("no report, 'index.html'", Refusal(Report), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Report, "data.js"), data);
        Assert.Contains("no report, 'data.js'", Refusal(Report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("experiment_info.json")]
    [InlineData("run.json")]
    public void The_folder_of_a_run_keeps_its_reports(string mark)
    {
        WriteReport();
        File.WriteAllText(_folder.At(mark), "{}");

        Assert.Contains("folder of a run", Refusal(Report), StringComparison.Ordinal);
        Assert.Contains("folder of a run", Refusal(_folder.At("evaluation/new")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_an_evaluation_is_left()
    {
        WriteReport();
        File.WriteAllText(_folder.At(EvaluationOutcome.MetricsFile), "{}");

        Assert.Contains("evaluation of a model", Refusal(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_an_experiment_is_left()
    {
        WriteReport();
        foreach (var (name, bytes) in ExperimentReport.Make(new ExperimentPage("Run", "") { HasEvaluation = true }).Where(file => file.Key != "data.js")) File.WriteAllBytes(Path.Combine(Report, name), bytes);

        Assert.Contains("evaluation of a model", Refusal(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_and_an_empty_name_are_refused()
    {
        File.WriteAllText(_folder.At("notes"), "mine");

        Assert.Contains("is a file", Refusal(_folder.At("notes")), StringComparison.Ordinal);
        Assert.Contains("is empty", Refusal(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_every_report_has_a_folder_of_its_own()
    {
        var first = Choose(null);
        Directory.CreateDirectory(first);
        var second = Choose(null);
        Directory.CreateDirectory(second);

        Assert.Equal([_folder.At("reports/a_b"), _folder.At("reports/a_b_2"), _folder.At("reports/a_b_3")], [first, second, Choose(null)]);
    }

    private void WriteReport() => ReportWriter.Write(EvaluationSample.Detection(2, 2, folder: _folder.At("img"), withMasks: true), Report, new ReportContext(), TestContext.Current.CancellationToken);

    private string Choose(string? asked) => ReportPlace.Choose(asked, _folder.Path, "a:b");

    private string Refusal(string asked) => Assert.Throws<BenchmarkException>(() => Choose(asked)).Message;
}
