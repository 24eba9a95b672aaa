using Bunit;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Tests.Steps;

public sealed class TagStepTests
{
    [Fact]
    public void Tags_are_chosen_like_classes()
    {
        using var bench = new DataBench(app => app with { Options = new AppOptions { TagsSelector = new SelectorOption { Enabled = true } } });
        bench.Use(new ProjectPlan { Tags = ["ripe", "<u>odd</u>"], TagsOf = place => place < 3 ? ["ripe"] : [] });
        var step = bench.Draw<TagStep>();
        step.WaitForAssertion(() => Assert.Contains("not used", step.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal));
        Assert.Equal("<u>odd</u>", step.Find("label[for=tag-1]").TextContent);
        DataBench.Act(step, () => step.Find("#tag-1").Change(false));
        Assert.Equal(["ripe"], bench.Draft.Request.Tags);
        step.WaitForAssertion(() => Assert.Contains("1 of 2", step.Find("h2").TextContent, StringComparison.Ordinal));
        DataBench.Act(step, () => step.Find("#tag-0").Change(false));
        step.WaitForAssertion(() => Assert.Contains("TRAIN644", step.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_without_tags_says_so()
    {
        using var bench = new DataBench(app => app with { Options = new AppOptions { TagsSelector = new SelectorOption { Enabled = true } } });
        bench.Use(new ProjectPlan());
        var step = bench.Draw<TagStep>();
        step.WaitForAssertion(() => Assert.Contains("has no tags", step.Markup, StringComparison.Ordinal));
    }
}
