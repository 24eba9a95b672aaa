using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Setup;

namespace TrainApp.Gui.Tests.Steps;

public sealed class DraftTests
{
    [Fact]
    public void What_was_chosen_survives_the_server()
    {
        using var bench = new DataBench();
        using (var first = new Draft(bench.Service)) first.Change(request => request with { Split = "random:70", Classes = ["a,b", "c"], Seed = 4 });
        using var second = new Draft(bench.NewService());
        Assert.Equal("random:70", second.Request.Split);
        Assert.Equal(["a,b", "c"], second.Request.Classes);
        Assert.Equal(4, second.Request.Seed);
    }

    [Fact]
    public async Task A_change_is_written_while_the_server_goes_on()
    {
        using var bench = new DataBench();
        bench.Draft.Change(request => request with { Model = "Small" });
        await Eventually.IsTrueAsync(() => File.Exists(DraftPath(bench)) && File.ReadAllText(DraftPath(bench)).Contains("Small", StringComparison.Ordinal), "the draft is on disk");
    }

    [Fact]
    public async Task What_is_judged_is_the_request_as_it_stands()
    {
        using var bench = new DataBench();
        bench.Draft.Change(request => request with { Split = "dates:train=b" });
        var verdict = await bench.Draft.JudgeAsync(TestContext.Current.CancellationToken);
        Assert.Equal((bench.Draft.Version, true), (verdict.Version, verdict.HasErrors));
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("[1, 2]")]
    public void A_broken_file_is_kept_aside_and_the_page_begins_anew(string text)
    {
        using var bench = new DataBench();
        Directory.CreateDirectory(Path.GetDirectoryName(DraftPath(bench))!);
        File.WriteAllText(DraftPath(bench), text);
        using var draft = new Draft(bench.NewService());
        Assert.Equal(new TrainRequest(), draft.Request);
        var aside = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(DraftPath(bench))!));
        Assert.StartsWith("draft.json.broken-", Path.GetFileName(aside), StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(aside));
    }

    [Theory]
    [InlineData("random:80", "random:80")]
    [InlineData("random:val=25,stratified", "random:val=25,stratified")]
    [InlineData("random:80,group=site", null)]
    [InlineData("datasets:train=a,val=b", null)]
    [InlineData("nonsense", null)]
    public void Another_project_lets_go_what_belonged_to_the_old_one(string split, string? kept)
    {
        var request = new TrainRequest { Project = "/old", Split = split, Classes = ["a"], Tags = ["t"], Model = "Small", ProjectVersion = 2 };
        var turned = ProjectSwitch.To(request, "/new");
        Assert.Equal(new TrainRequest { Project = "/new", Split = kept, Model = "Small" }, turned);
        Assert.Equal(kept is null ? 4 : 3, ProjectSwitch.Losses(request).Count);
    }

    private static string DraftPath(DataBench bench) => Path.Combine(bench.Workspace.Root, "host", "draft.json");
}
