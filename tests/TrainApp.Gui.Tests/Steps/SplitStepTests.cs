using AngleSharp.Dom;
using Bunit;
using TrainApp.Gui.Steps;
using TrainApp.Preparation;

namespace TrainApp.Gui.Tests.Steps;

public sealed class SplitStepTests
{
    [Fact]
    public void The_counts_of_both_sides_stand_there_before_the_start()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Datasets = [("fruits", 20)] });
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.Equal(["16 train", "4 val"], Bar(step)));
        DataBench.Act(step, () => step.Find("input[type=number][max='99']").Change("50"));
        Assert.Equal("random:50", bench.Draft.Request.Split);
        step.WaitForAssertion(() => Assert.Equal(["10 train", "10 val"], Bar(step)));
        step.WaitForAssertion(() => Assert.Contains("TRAIN524", step.Find(".msg.warn").TextContent, StringComparison.Ordinal));
        DataBench.Act(step, () => step.Find("select").Change("val"));
        Assert.Equal("random:val=50", bench.Draft.Request.Split);
        DataBench.Act(step, () => step.Find("#split-seed").Change("7"));
        Assert.Equal(7, bench.Draft.Request.Seed);
        DataBench.Act(step, () => step.Find(".opts input[type=checkbox]").Change(true));
        Assert.Equal("random:val=50,stratified", bench.Draft.Request.Split);
    }

    [Fact]
    public void While_the_slider_moves_the_bar_follows_and_the_request_waits()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Datasets = [("fruits", 20)] });
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.Equal(["16 train", "4 val"], Bar(step)));
        DataBench.Act(step, () => step.Find("input[type=range]").Input("60"));
        Assert.Equal(["12 train", "8 val"], Bar(step));
        Assert.Null(bench.Draft.Request.Split);
        DataBench.Act(step, () => step.Find("input[type=range]").Change("60"));
        Assert.Equal("random:60", bench.Draft.Request.Split);
    }

    [Fact]
    public void Datasets_whose_names_tell_are_chosen_at_first()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Datasets = [("train", 6), ("train/extra", 2), ("val", 4)] });
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.Equal(["8 train", "4 val"], Bar(step)));
        Assert.Equal(["train", "extra", "val"], step.FindAll(".sides tbody th").Select(cell => cell.TextContent));
        DataBench.Act(step, () => Box(step, "train/extra: train").Change(false));
        Assert.Equal("datasets:train=train,val=val", bench.Draft.Request.Split);
        step.WaitForAssertion(() => Assert.Equal(["6 train", "4 val"], Bar(step)));
        DataBench.Act(step, () => Box(step, "train: val").Change(true));
        step.WaitForAssertion(() => Assert.Contains("TRAIN525", step.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_parent_brings_its_children_only_when_asked()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Datasets = [("a", 2), ("a/b", 2), ("a/b/c", 2), ("d", 2)] });
        var step = bench.Draw<SplitStep>();
        DataBench.Act(step, () => Method(step, "datasets").Change(true));
        step.WaitForAssertion(() => Assert.Equal("datasets:train=,val=", bench.Draft.Request.Split));
        DataBench.Act(step, () => Box(step, "a: train").Change(true));
        Assert.Equal("datasets:train=a,val=", bench.Draft.Request.Split);
        step.WaitForAssertion(() => Assert.Contains("names no dataset", step.Find(".msg.bad").TextContent, StringComparison.Ordinal));
        DataBench.Act(step, () => Box(step, "a: train").Change(false));
        DataBench.Act(step, () => step.FindAll(".chk").First(label => label.TextContent.Contains("inside it", StringComparison.Ordinal)).QuerySelector("input")!.Change(true));
        DataBench.Act(step, () => Box(step, "a: train").Change(true));
        DataBench.Act(step, () => Box(step, "d: val").Change(true));
        Assert.Equal("datasets:train=a+a/b+a/b/c,val=d", bench.Draft.Request.Split);
        step.WaitForAssertion(() => Assert.Equal(["6 train", "2 val"], Bar(step)));
    }

    [Fact]
    public void Tags_of_images_divide_them_and_the_rest_goes_where_it_is_told()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Tags = ["train", "<i>held out</i>"], TagsOf = place => place < 6 ? ["train"] : place < 8 ? ["<i>held out</i>"] : [] });
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.False(Method(step, "tags").HasAttribute("disabled")));
        DataBench.Act(step, () => Method(step, "tags").Change(true));
        Assert.Equal("tags:train=train,val=,untagged=ignore", bench.Draft.Request.Split);
        Assert.Empty(step.FindAll("i:not(.sw, .split i)"));
        DataBench.Act(step, () => Box(step, "<i>held out</i>: val").Change(true));
        step.WaitForAssertion(() => Assert.Equal(["6 train", "2 val"], Bar(step)));
        step.WaitForAssertion(() => Assert.Contains("carry no tag of the split", step.Markup, StringComparison.Ordinal));
        DataBench.Act(step, () => step.FindAll(".untagged label").First(label => label.TextContent.Trim() == "Val").QuerySelector("input")!.Change(true));
        step.WaitForAssertion(() => Assert.Equal(["6 train", "4 val"], Bar(step)));
    }

    [Fact]
    public void The_split_of_the_latest_run_is_chosen_at_first()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan());
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.NotNull(bench.Service.Projects.Look(bench.Draft.Request.Project).Id));
        var facts = bench.Service.Projects.Look(bench.Draft.Request.Project);
        CollectionFolder.Of(bench.Workspace, facts.Id!.Value).AddPair(facts.Project!.Images.Take(7), facts.Project.Images.Skip(7));
        bench.Service.Projects.LookAgain(bench.Draft.Request.Project);
        step.WaitForAssertion(() => Assert.Equal(["7 train", "3 val"], Bar(step)));
        Assert.Equal(["val_001", "train_001"], step.FindAll(".sides tbody th").Select(cell => cell.TextContent));
        Assert.True(Box(step, "train_001: train").HasAttribute("checked"));
    }

    [Fact]
    public void Classes_that_one_side_lacks_are_named_and_counted()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Datasets = [("train", 4), ("val", 2)], Objects = place => place < 2 ? ["apple"] : ["apple", "pear"] });
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.Contains("No object to validate with: pear.", step.Markup, StringComparison.Ordinal));
        Assert.Equal(["apple", "4", "4", "2", "2"], step.Find(".per-class tbody tr").Children.Select(cell => cell.TextContent.Trim()));
        bench.Draft.Change(request => request with { Classes = ["apple"] });
        step.WaitForAssertion(() => Assert.DoesNotContain("No object", step.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_methods_that_the_app_offers_and_the_project_allows_can_be_chosen()
    {
        using var bench = new DataBench(app => app with { Options = new AppOptions { SplitsSelector = new SplitsSelectorOption { Methods = ["random", "tags", "datasets"] } } });
        bench.Use(new ProjectPlan());
        var step = bench.Draw<SplitStep>();
        step.WaitForAssertion(() => Assert.Equal(["random", "tags", "datasets"], step.FindAll("input[name=split-method]").Select(input => input.GetAttribute("value"))));
        step.WaitForAssertion(() => Assert.True(Method(step, "datasets").HasAttribute("disabled") && Method(step, "tags").HasAttribute("disabled")));
        Assert.Contains("only one dataset", step.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_shows_its_split_when_its_project_is_gone()
    {
        using var bench = new DataBench();
        var step = bench.Draw<SplitStep>(new LockedSetup(new TrainRequest { Project = bench.At("gone"), Split = "datasets:train=A/B,val=C" }));
        step.WaitForAssertion(() => Assert.Equal(["A/B", "C"], step.FindAll(".sides tbody th").Select(cell => cell.TextContent)));
        Assert.All(step.FindAll("input"), input => Assert.True(input.HasAttribute("disabled")));
        Assert.True(Box(step, "A/B: train").HasAttribute("checked"));
        Assert.False(Box(step, "A/B: val").HasAttribute("checked"));
    }

    private static IEnumerable<string> Bar(IRenderedComponent<SplitStep> step) => step.FindAll(".split i").Select(part => part.TextContent);

    private static IElement Method(IRenderedComponent<SplitStep> step, string method) => step.Find($"input[name=split-method][value={method}]");

    private static IElement Box(IRenderedComponent<SplitStep> step, string label) => step.FindAll("input[type=checkbox]").First(box => box.GetAttribute("aria-label") == label);
}
