using System.Globalization;
using Bunit;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Tests.Steps;

public sealed class ClassStepTests
{
    [Fact]
    public void Every_class_is_chosen_at_first_with_its_counts()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Objects = place => place < 4 ? ["apple", "pear", "pear"] : ["apple"] });
        var step = bench.Draw<ClassStep>();
        step.WaitForAssertion(() => Assert.Equal(["apple rectangle 10 10 55.6 %", "pear rectangle 4 8 44.4 %"], Rows(step)));
        Assert.All(step.FindAll("tbody input"), box => Assert.True(box.HasAttribute("checked")));
        Assert.Contains("2 of 2", step.Find("h2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_taken_off_is_taken_off_in_every_tab()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan());
        var (one, other) = (bench.Draw<ClassStep>(), bench.Draw<ClassStep>());
        one.WaitForElement("#class-1");
        DataBench.Act(one, () => one.Find("#class-1").Change(false));
        Assert.Equal(["apple"], bench.Draft.Request.Classes);
        other.WaitForAssertion(() => Assert.False(other.Find("#class-1").HasAttribute("checked")));
        DataBench.Act(one, () => one.Find("#class-1").Change(true));
        Assert.Null(bench.Draft.Request.Classes);
    }

    [Fact]
    public void No_class_at_all_is_an_error_in_place()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan());
        var step = bench.Draw<ClassStep>();
        step.WaitForElement("#class-0");
        DataBench.Act(step, () => Button(step, "Select none").Click());
        step.WaitForAssertion(() => Assert.Contains("No class is selected", step.Find(".msg.bad").TextContent, StringComparison.Ordinal));
        DataBench.Act(step, () => Button(step, "Select all").Click());
        step.WaitForAssertion(() => Assert.Empty(step.FindAll(".msg.bad")));
    }

    [Fact]
    public void Five_thousand_classes_are_drawn_a_page_at_a_time_and_found_by_name()
    {
        using var bench = new DataBench();
        List<(string, string)> classes = [.. Enumerable.Range(0, 5000).Select(place => (string.Create(CultureInfo.InvariantCulture, $"class {place:D4}"), "rectangle"))];
        bench.Use(new ProjectPlan { Classes = classes });
        var step = bench.Draw<ClassStep>();
        step.WaitForElement("#class-0");
        Assert.Equal(100, step.FindAll("tbody tr").Count);
        DataBench.Act(step, () => Button(step, "Next").Click());
        Assert.Equal(100, step.FindAll("tbody tr").Count);
        Assert.NotNull(step.Find("#class-100"));
        DataBench.Act(step, () => step.Find("input[type=search]").Input("class 49"));
        Assert.Equal(100, step.FindAll("tbody tr").Count);
        DataBench.Act(step, () => Button(step, "Select none of these").Click());
        Assert.Equal(4900, bench.Draft.Request.Classes!.Count);
        Assert.DoesNotContain("class 4912", bench.Draft.Request.Classes);
    }

    [Fact]
    public void A_name_that_looks_like_markup_stays_a_name()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Classes = [("<img src=x onerror=alert(1)>", "rectangle"), ("b & c", "rectangle")] });
        var step = bench.Draw<ClassStep>();
        step.WaitForElement("#class-0");
        Assert.Empty(step.FindAll("img"));
        Assert.Equal("<img src=x onerror=alert(1)>", step.Find("label[for=class-0]").TextContent);
    }

    [Fact]
    public void A_sort_goes_up_down_and_back()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Classes = [("b", "rectangle"), ("c", "rectangle"), ("a", "rectangle")], Objects = place => place == 0 ? ["a", "a", "c"] : ["c"] });
        var step = bench.Draw<ClassStep>();
        step.WaitForAssertion(() => Assert.Equal("c rectangle 10 10 83.3 %", Rows(step)[1]));
        DataBench.Act(step, () => Button(step, "Objects").Click());
        Assert.Equal(["c", "a", "b"], Names(step));
        Assert.Equal("descending", step.Find("th[aria-sort]").GetAttribute("aria-sort"));
        DataBench.Act(step, () => Button(step, "Class").Click());
        Assert.Equal(["a", "b", "c"], Names(step));
        DataBench.Act(step, () => Button(step, "Class").Click());
        Assert.Equal(["c", "b", "a"], Names(step));
        DataBench.Act(step, () => Button(step, "Class").Click());
        Assert.Equal(["b", "c", "a"], Names(step));
    }

    [Fact]
    public void Shapes_that_must_be_converted_are_named_and_allowed_by_a_switch()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan { Classes = [("apple", "rectangle"), ("leaf", "polygon"), ("stone", "rectangle")], Objects = _ => ["apple", "leaf"] });
        var step = bench.Draw<ClassStep>();
        step.WaitForAssertion(() => Assert.Equal(["apple rectangle", "leaf polygon must be converted", "stone rectangle no objects"], Rows(step).Select(row => string.Join(' ', row.Split(' ').TakeWhile(word => !char.IsAsciiDigit(word[0]))))));
        step.WaitForAssertion(() => Assert.Contains("TRAIN641", step.Markup, StringComparison.Ordinal));
        DataBench.Act(step, () => step.Find(".notice input").Change(true));
        Assert.Equal("on", bench.Draft.Request.ConvertClasses);
        step.WaitForAssertion(() => Assert.DoesNotContain("TRAIN641", step.Markup, StringComparison.Ordinal));
        step.WaitForAssertion(() => Assert.Contains("polygon converted", Rows(step)[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Shapes_that_a_task_cannot_learn_from_are_called_so()
    {
        using var bench = new DataBench(app => app with { Models = [new ModelInfo { Name = "Masks", TaskType = "instance segmentation" }] });
        bench.Use(new ProjectPlan { Classes = [("leaf", "polygon"), ("spot", "point")], Objects = _ => ["leaf", "spot"] });
        var step = bench.Draw<ClassStep>();
        step.WaitForAssertion(() => Assert.Contains("not usable", Rows(step)[1], StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_shows_its_classes_when_its_project_is_gone()
    {
        using var bench = new DataBench();
        var step = bench.Draw<ClassStep>(new LockedSetup(new TrainRequest { Project = bench.At("gone"), Classes = ["apple", "<b>pear</b>"] }));
        step.WaitForAssertion(() => Assert.Equal(["apple", "<b>pear</b>"], Names(step)));
        Assert.All(step.FindAll("input[type=checkbox]"), box => Assert.True(box.HasAttribute("disabled") && box.HasAttribute("checked")));
        Assert.DoesNotContain("Select all", step.Markup, StringComparison.Ordinal);
    }

    /// <summary>The words of each row.</summary>
    private static List<string> Rows(IRenderedComponent<ClassStep> step) =>
        [.. step.FindAll("tbody tr").Select(row => string.Join(' ', row.Children.SelectMany(cell => cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))];

    private static List<string> Names(IRenderedComponent<ClassStep> step) => [.. step.FindAll("tbody label").Select(label => label.TextContent)];

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ClassStep> step, string text) =>
        step.FindAll("button").First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));
}
