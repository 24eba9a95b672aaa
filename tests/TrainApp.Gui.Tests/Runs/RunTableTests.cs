using System.Globalization;
using TrainApp.Gui.Pages;
using TrainApp.Reports;

namespace TrainApp.Gui.Tests.Runs;

public sealed class RunTableTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Ten_thousand_runs_are_a_hundred_pages()
    {
        var table = new RunTable().With([.. Enumerable.Range(1, 10_000).Select(number => Run(number))]);
        Assert.Equal((100, 100), (table.Pages, table.Rows.Count()));
        Assert.Equal("1–100 of 10,000", table.Position);
        Assert.Equal(10_000, table.Rows.First().Run);
        Assert.Equal("9,901–10,000 of 10,000", (table with { Page = 99 }).Position);
        Assert.Equal(1, (table with { Page = 99 }).Rows.Last().Run);
    }

    [Fact]
    public void A_search_looks_into_number_name_and_model()
    {
        var table = new RunTable().With([Run(1, "lemons"), Run(2, "kiwis"), Run(12, "kiwis", model: "Lemon-Net"), Run(20, null)]);
        Assert.Equal([20, 12, 2], Numbers(table with { Search = "2" }));
        Assert.Equal([12, 1], Numbers(table with { Search = "LEMON" }));
        Assert.Empty(Numbers(table with { Search = "plum" }));
        Assert.Equal("No run is like that.", (table with { Search = "plum" }).Position);
    }

    [Fact]
    public void A_column_sorts_and_sorts_the_other_way_round()
    {
        var table = new RunTable().With([Run(1, metric: 0.5), Run(2, metric: 0.9), Run(3), Run(4, metric: 0.7)]);
        Assert.Equal("mAP", table.Metric);
        var best = table.SortBy(RunTable.MetricKey);
        Assert.Equal([2, 4, 1, 3], Numbers(best));
        Assert.Equal("descending", best.SortOf(RunTable.MetricKey));
        Assert.Equal("none", best.SortOf("run"));
        Assert.Equal([1, 4, 2, 3], Numbers(best.SortBy(RunTable.MetricKey)));
    }

    [Fact]
    public void States_can_be_chosen()
    {
        var table = new RunTable().With([Run(1), Run(2, state: "failed"), Run(3)]);
        Assert.Equal(["completed", "failed"], table.States);
        Assert.Equal([2], Numbers(table with { State = "failed" }));
    }

    [Theory]
    [InlineData("loss|val/mAP|AP50", "val/mAP")]
    [InlineData("loss|mAP@0.5", "mAP@0.5")]
    [InlineData("train/loss|accuracy|lr", "accuracy")]
    [InlineData("train/loss|perplexity", "perplexity")]
    [InlineData("loss", "loss")]
    public void The_metric_that_stands_for_a_run_is_a_known_one(string names, string expected) => Assert.Equal(expected, MainMetric.Of(names.Split('|')));

    private static IEnumerable<int> Numbers(RunTable table) => table.Rows.Select(run => run.Run);

    private static RunListItem Run(int number, string? name = "some", string state = "completed", string model = "Tiny", double? metric = null) => new(
        number,
        name is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}"),
        state,
        model,
        s_start.AddMinutes(number),
        number,
        metric is null ? new Dictionary<string, double?>() : new Dictionary<string, double?> { ["loss"] = 1, ["mAP"] = metric });
}
