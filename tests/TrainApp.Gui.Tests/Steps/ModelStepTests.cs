using AngleSharp.Dom;
using Bunit;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Tests.Steps;

public sealed class ModelStepTests
{
    private static readonly ModelInfo[] s_models =
    [
        Model("Alpha", "object detection", "net", ("Params (M)", 9.5), ("Dataset", "COCO")),
        Model("Beta", "object detection", "net", ("Params (M)", 31L), ("Dataset", "COCO"), ("FPS", 12L)),
        Model("Gamma", "object detection", "net", ("Params (M)", 20L), ("Dataset", "<b>own</b>")),
    ];

    [Fact]
    public void Every_column_of_the_list_is_there_in_its_order_and_the_default_is_chosen()
    {
        using var bench = new DataBench(app => app with { Models = s_models, Options = new AppOptions { ModelSelector = new ModelSelectorOption { DefaultModel = "Beta" } } });
        var step = bench.Draw<ModelStep>();
        Assert.Equal(["Model", "Params (M)", "Dataset", "FPS"], step.FindAll("thead th button").Select(button => button.TextContent));
        Assert.Equal(["Alpha", "9.5", "COCO", "–"], step.Find("tbody tr").Children.Skip(1).Select(cell => cell.TextContent));
        Assert.Equal("Beta", step.Find("tr.sel input").GetAttribute("value"));
        Assert.Empty(step.FindAll("tbody b"));
        Assert.Empty(step.FindAll("tr.group"));
    }

    [Fact]
    public void A_click_on_a_row_chooses_it()
    {
        using var bench = new DataBench(app => app with { Models = s_models });
        var (step, other) = (bench.Draw<ModelStep>(), bench.Draw<ModelStep>());
        DataBench.Act(step, () => step.FindAll("tbody tr")[2].Click());
        Assert.Equal("Gamma", bench.Draft.Request.Model);
        other.WaitForAssertion(() => Assert.Equal("Gamma", other.Find("tr.sel input").GetAttribute("value")));
        DataBench.Act(step, () => step.Find("input[value=Alpha]").Change(true));
        Assert.Equal("Alpha", bench.Draft.Request.Model);
    }

    [Fact]
    public void A_column_of_numbers_is_sorted_as_numbers_and_what_has_none_stands_last()
    {
        using var bench = new DataBench(app => app with { Models = s_models });
        var step = bench.Draw<ModelStep>();
        DataBench.Act(step, () => Header(step, "Params (M)").Click());
        Assert.Equal(["Alpha", "Gamma", "Beta"], Names(step));
        DataBench.Act(step, () => Header(step, "Params (M)").Click());
        Assert.Equal(["Beta", "Gamma", "Alpha"], Names(step));
        Assert.Equal("descending", step.Find("th[aria-sort]").GetAttribute("aria-sort"));
        DataBench.Act(step, () => Header(step, "FPS").Click());
        Assert.Equal(["Beta", "Alpha", "Gamma"], Names(step));
    }

    [Fact]
    public void Several_tasks_and_architectures_make_groups()
    {
        using var bench = new DataBench(app => app with { Models = [.. s_models, Model("Delta", "instance segmentation", "other")] });
        var step = bench.Draw<ModelStep>();
        Assert.Equal(["object detection · net", "instance segmentation · other"], step.FindAll("tr.group").Select(row => row.TextContent));
    }

    [Fact]
    public void Many_models_are_searched()
    {
        using var bench = new DataBench(app => app with { Models = [.. s_models, .. Enumerable.Range(0, 20).Select(place => Model(FormattableString.Invariant($"Other {place}"), "object detection", "net"))] });
        var step = bench.Draw<ModelStep>();
        DataBench.Act(step, () => step.Find("input[type=search]").Input("coco"));
        Assert.Equal(["Alpha", "Beta"], Names(step));
    }

    [Fact]
    public void Models_of_earlier_runs_are_read_a_page_at_a_time()
    {
        using var bench = new DataBench();
        for (var run = 1; run <= 45; run++) PublishedRuns.Add(bench.Workspace, run);
        PublishedRuns.Add(bench.Workspace, 46, framework: "Another");
        var step = bench.Draw<ModelStep>();
        Custom(step);
        step.WaitForAssertion(() => Assert.Equal(Enumerable.Range(26, 20).Reverse(), Runs(step)));
        DataBench.Act(step, () => Button(step, "Older").Click());
        step.WaitForAssertion(() => Assert.Equal(Enumerable.Range(6, 20).Reverse(), Runs(step)));
        DataBench.Act(step, () => Button(step, "Older").Click());
        step.WaitForAssertion(() => Assert.Equal([5, 4, 3, 2, 1], Runs(step)));
        Assert.True(Button(step, "Older").HasAttribute("disabled"));
        DataBench.Act(step, () => Button(step, "Newer").Click());
        step.WaitForAssertion(() => Assert.Equal(Enumerable.Range(6, 20).Reverse(), Runs(step)));
        DataBench.Act(step, () => step.Find("input[type=search]").Change("experiment 12"));
        step.WaitForAssertion(() => Assert.Equal([12], Runs(step)));
    }

    [Fact]
    public void A_checkpoint_of_an_earlier_run_is_chosen_with_the_best_first()
    {
        using var bench = new DataBench();
        PublishedRuns.Add(bench.Workspace, 4, project: "<b>Lemons</b>");
        PublishedRuns.Add(bench.Workspace, 5, model: "Forgotten");
        var step = bench.Draw<ModelStep>();
        Custom(step);
        step.WaitForElement("tr.pick");
        DataBench.Act(step, () => step.Find("tr.pick").Click());
        Assert.Equal("4:best.pth", bench.Draft.Request.Model);
        DataBench.Act(step, () => step.FindAll("select").First(select => select.GetAttribute("aria-label") == "Checkpoint of run 4").Change("last.pth"));
        Assert.Equal("4:last.pth", bench.Draft.Request.Model);
        Assert.Empty(step.FindAll("tbody b"));
        Assert.Contains("mAP 0.5", step.Markup, StringComparison.Ordinal);
        Assert.Contains("not in models.json", step.Markup, StringComparison.Ordinal);
        Assert.True(step.FindAll("input[name=custom-model]")[0].HasAttribute("disabled"));
    }

    [Fact]
    public void An_app_without_custom_models_shows_none()
    {
        using var bench = new DataBench(app => app with { Options = new AppOptions { ModelSelector = new ModelSelectorOption { ShowCustom = false } } });
        Assert.Empty(bench.Draw<ModelStep>().FindAll("input[name=model-source]"));
    }

    [Fact]
    public void A_run_shows_the_model_that_it_started_from_and_nobody_changes_it()
    {
        using var bench = new DataBench();
        PublishedRuns.Add(bench.Workspace, 4);
        var step = bench.Draw<ModelStep>(new LockedSetup(new TrainRequest { Model = "4:last.pth" }));
        step.WaitForAssertion(() => Assert.Equal([4], Runs(step)));
        Assert.Equal("last.pth", step.Find("option[selected]").GetAttribute("value"));
        DataBench.Act(step, () => step.Find("tbody tr").Click());
        Assert.True(step.Find("tbody input").HasAttribute("disabled"));
    }

    private static ModelInfo Model(string name, string task, string architecture, params (string Key, object? Value)[] columns) => new()
    {
        Name = name,
        TaskType = task,
        ArchType = architecture,
        Columns = [.. columns.Select(column => KeyValuePair.Create(column.Key, column.Value))],
    };

    private static List<string> Names(IRenderedComponent<ModelStep> step) => [.. step.FindAll("tbody input").Select(input => input.GetAttribute("value")!)];

    private static IEnumerable<int> Runs(IRenderedComponent<ModelStep> step) =>
        step.FindAll("tbody a").Select(link => int.Parse(link.TextContent, System.Globalization.CultureInfo.InvariantCulture));

    private static void Custom(IRenderedComponent<ModelStep> step) => DataBench.Act(step, () => step.FindAll("input[name=model-source]")[1].Change(true));

    private static IElement Header(IRenderedComponent<ModelStep> step, string column) => step.FindAll("thead button").First(button => button.TextContent.StartsWith(column, StringComparison.Ordinal));

    private static IElement Button(IRenderedComponent<ModelStep> step, string text) => step.FindAll("button").First(button => button.TextContent.StartsWith(text, StringComparison.Ordinal));
}
