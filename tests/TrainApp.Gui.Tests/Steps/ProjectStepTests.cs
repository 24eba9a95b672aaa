using Bunit;
using TrainApp.Gui.Steps;

namespace TrainApp.Gui.Tests.Steps;

public sealed class ProjectStepTests
{
    [Fact]
    public void Names_and_counts_of_the_project_stand_there()
    {
        using var bench = new DataBench();
        var folder = bench.Use(new ProjectPlan { Datasets = [("a", 3), ("b", 2)], Objects = place => place == 0 ? [] : ["apple", "pear"] }, "<b>Fruits");
        var step = bench.Draw<ProjectStep>();
        step.WaitForAssertion(() => Assert.Equal("ID 1 · 5 images · 2 datasets · 2 classes · 6 objects · 2 without objects", step.Find(".facts small").TextContent));
        Assert.Equal("<b>Fruits", step.Find(".facts strong").TextContent);
        Assert.Contains(folder, step.Find(".facts .path").TextContent, StringComparison.Ordinal);
        Assert.Contains("a/image00000.png", step.Markup, StringComparison.Ordinal);
        Assert.Empty(step.FindAll("img"));
    }

    [Fact]
    public void Another_project_sets_back_what_belonged_to_the_old_one_and_says_so()
    {
        using var bench = new DataBench();
        var other = new ProjectPlan().Write(bench.At("Other"));
        var folder = bench.Use(new ProjectPlan { Datasets = [("train", 3), ("val", 3)] });
        bench.Draft.Change(request => request with { Split = "datasets:train=train,val=val", Classes = ["pear"], Model = "Small" });
        var step = bench.Draw<ProjectStep>();
        Open(step, other);
        step.WaitForAssertion(() => Assert.Equal(other, bench.Draft.Request.Project));
        Assert.Equal(new TrainRequest { Project = other, Model = "Small" }, bench.Draft.Request);
        step.WaitForAssertion(() => Assert.Contains("the choice of classes, the split datasets:train=train,val=val", step.Find(".msg.warn").TextContent, StringComparison.Ordinal));
        step.WaitForAssertion(() => Assert.Contains(step.FindAll("option"), option => option.GetAttribute("value") == folder));
        DataBench.Act(step, () => step.Find("#project-choice").Change(folder));
        Assert.Equal(folder, bench.Draft.Request.Project);
    }

    [Theory]
    [InlineData("nowhere", "nowhere")]
    [InlineData("workspace", "is no project")]
    public void A_folder_that_is_no_project_is_refused_and_the_choice_stays(string name, string words)
    {
        using var bench = new DataBench();
        var folder = bench.Use(new ProjectPlan());
        var step = bench.Draw<ProjectStep>();
        Open(step, bench.At(name));
        step.WaitForAssertion(() => Assert.Contains(words, step.Find("#project-mistake").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", step.Find("#project-folder").GetAttribute("aria-invalid"));
        Assert.Equal(folder, bench.Draft.Request.Project);
    }

    [Fact]
    public void Images_that_come_later_are_seen_on_a_new_look()
    {
        using var bench = new DataBench();
        var plan = new ProjectPlan();
        var folder = bench.Use(plan);
        var step = bench.Draw<ProjectStep>();
        step.WaitForAssertion(() => Assert.Contains("10 images", step.Find(".facts small").TextContent, StringComparison.Ordinal));
        plan.AddImage(Path.Combine(folder, "fruits"), 10);
        DataBench.Act(step, () => step.FindAll("button").First(button => button.TextContent == "Look again").Click());
        step.WaitForAssertion(() => Assert.Contains("11 images · 1 dataset · 2 classes · 11 objects", step.Find(".facts small").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_of_every_image_names_what_is_damaged()
    {
        using var bench = new DataBench(app => app with { DecodeImage = path => _ = path.EndsWith("3.png", StringComparison.Ordinal) ? throw new InvalidDataException("it is cut short.") : 0 });
        bench.Use(new ProjectPlan());
        var step = bench.Draw<ProjectStep>();
        step.WaitForElement(".health button");
        DataBench.Act(step, () => step.Find(".health button").Click());
        step.WaitForAssertion(() => Assert.Contains("TRAIN540", step.Find(".findings").TextContent, StringComparison.Ordinal));
        Assert.EndsWith("doubtful.", step.Find(".health [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cache_is_a_switch_of_the_request()
    {
        using var bench = new DataBench();
        bench.Use(new ProjectPlan());
        var step = bench.Draw<ProjectStep>();
        DataBench.Act(step, () => step.Find(".switch").Change(false));
        Assert.Equal("off", bench.Draft.Request.Cache);
        DataBench.Act(step, () => step.Find(".switch").Change(true));
        Assert.Null(bench.Draft.Request.Cache);
    }

    [Fact]
    public void Pictures_have_an_address_and_a_name_once_the_project_has_a_number()
    {
        using var bench = new DataBench(app => app with { DrawThumbnail = _ => [] });
        bench.Use(new ProjectPlan { Datasets = [("fruits", 30)] });
        var step = bench.Draw<ProjectStep>();
        step.WaitForAssertion(() => Assert.Equal(8, step.FindAll(".strip img").Count));
        var picture = step.Find(".strip img");
        Assert.StartsWith("/api/projects/1/images/0/thumbnail?", picture.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("fruits/image00000.png with its objects drawn", picture.GetAttribute("alt"));
        Assert.Equal("lazy", picture.GetAttribute("loading"));
    }

    [Fact]
    public void A_run_whose_project_is_gone_still_says_which_it_was()
    {
        using var bench = new DataBench();
        var step = bench.Draw<ProjectStep>(new LockedSetup(new TrainRequest { Project = bench.At("Gone"), Cache = "off" }));
        step.WaitForAssertion(() => Assert.Contains("not there any more", step.Markup, StringComparison.Ordinal));
        Assert.Equal("Gone", step.Find(".facts strong").TextContent);
        Assert.Empty(step.FindAll("select, button"));
        Assert.True(step.Find(".switch").HasAttribute("disabled"));
    }

    private static void Open(IRenderedComponent<ProjectStep> step, string folder)
    {
        DataBench.Act(step, () => step.Find("#project-choice").Change("\n"));
        DataBench.Act(step, () => step.Find("#project-folder").Change(folder));
        DataBench.Act(step, () => step.Find("form").Submit());
    }
}
