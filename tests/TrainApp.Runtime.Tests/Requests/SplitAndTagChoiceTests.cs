using TrainApp.Formats;
using TrainApp.Preparation;
using TrainApp.Requests;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Requests;

public sealed class SplitAndTagChoiceTests : RequestCheckTest
{
    private const string Meta = """
        {"classes": [{"title": "kiwi", "shape": "rectangle", "color": "#FF0000"}],
         "tags": [{"name": "ripe", "value_type": "none", "color": "#111111"}, {"name": "dry", "value_type": "none", "color": "#111111"}]}
        """;

    [Fact]
    public async Task Without_splits_every_image_is_trained_on_and_the_option_is_refused()
    {
        Make("a");
        var options = new AppOptions { SplitsSelector = new SplitsSelectorOption { Enabled = false } };

        Assert.Equal("none", (await CheckAsync(new TrainRequest(), options)).Request!.Split.ToString());
        foreach (var split in new[] { "random:80", "none" })
        {
            var problem = Assert.Single((await CheckAsync(new TrainRequest { Split = split }, options)).Problems);
            Assert.Equal(("TRAIN521", Severity.Error), (problem.Id, problem.Severity));
        }
    }

    [Theory]
    [InlineData("random:80", "The app offers no split by random ('random:80').")]
    [InlineData("none", "needs images to validate on")]
    public async Task A_method_that_the_app_does_not_list_is_refused(string split, string words)
    {
        Make("a", "b");
        var options = new AppOptions { SplitsSelector = new SplitsSelectorOption { Methods = ["datasets"] } };

        var problem = Assert.Single((await CheckAsync(new TrainRequest { Split = split }, options)).Problems);
        Assert.Equal("TRAIN521", problem.Id);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Equal("It offers: datasets.", problem.Hint);
        Assert.NotNull((await CheckAsync(new TrainRequest { Split = "datasets:train=a,val=b" }, options)).Request);
        Assert.Contains("--split", Assert.Single((await CheckAsync(new TrainRequest(), options)).Problems).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_split_of_the_latest_run_is_suggested_with_a_note()
    {
        Make("a", "b");
        var first = await CheckAsync(new TrainRequest());
        Assert.Equal("random:80", first.Request!.Split.ToString());
        Assert.Empty(first.Notes);
        var images = first.Request.Project.Images;
        CollectionFolder.Of(Workspace, first.Request.ProjectId).AddPair(images.Take(3), images.Skip(3).Take(2));

        var second = await CheckAsync(new TrainRequest());

        Assert.Equal("collections:train=train_001,val=val_001", second.Request!.Split.ToString());
        Assert.Contains("latest run; 5 images have come since", Assert.Single(second.Notes), StringComparison.Ordinal);
        Assert.Empty(second.Problems);
        Assert.Empty((await CheckAsync(new TrainRequest { Split = "random:70" })).Notes);
    }

    [Fact]
    public async Task A_project_that_was_moved_keeps_its_collections()
    {
        Make("a", "b");
        var first = (await CheckAsync(new TrainRequest())).Request!;
        CollectionFolder.Of(Workspace, first.ProjectId).AddPair(first.Project.Images.Take(3), first.Project.Images.Skip(3));
        Directory.Move(Temporary["p"], Temporary["moved"]);

        var second = (await CheckAsync(new TrainRequest { Project = Temporary["moved"] })).Request!;

        Assert.Equal((first.ProjectId, "collections:train=train_001,val=val_001"), (second.ProjectId, second.Split.ToString()));
    }

    [Fact]
    public async Task Tags_are_selected_in_the_order_of_the_project()
    {
        Make("a", "b");
        var options = new AppOptions { TagsSelector = new SelectorOption { Enabled = true } };

        Assert.Equal(["ripe", "dry"], (await CheckAsync(new TrainRequest(), options)).Request!.Tags);
        Assert.Equal(["ripe", "dry"], (await CheckAsync(new TrainRequest())).Request!.Tags);
        var (request, problems, _) = await CheckAsync(new TrainRequest { Tags = ["dry", "ripe"] }, options);
        Assert.Equal(["ripe", "dry"], request!.Tags);
        Assert.Equal(("TRAIN645", Severity.Warning, "The tag 'dry' is on no image and on no object."), (problems.Single().Id, problems.Single().Severity, problems.Single().Message));
    }

    [Theory]
    [InlineData("rip", true, "TRAIN644", "Did you mean 'ripe'?")]
    [InlineData("ripe", false, "TRAIN643", "offers no choice of tags")]
    public async Task Tags_that_cannot_be_selected_are_refused(string tag, bool isOffered, string id, string words)
    {
        Make("a", "b");

        var problem = Assert.Single((await CheckAsync(new TrainRequest { Tags = [tag] }, new AppOptions { TagsSelector = new SelectorOption { Enabled = isOffered } })).Problems);

        Assert.Equal(id, problem.Id);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_of_videos_is_refused()
    {
        Make("a");
        File.WriteAllText(Temporary["p", "meta.json"], """{"classes": [], "tags": [], "projectType": "videos"}""");

        Assert.Contains("project of videos", Assert.Single((await CheckAsync(new TrainRequest())).Problems).Message, StringComparison.Ordinal);
    }

    private void Make(params string[] datasets)
    {
        var folder = new ProjectFolder(Temporary["p"], Meta);
        foreach (var dataset in datasets)
        {
            for (var i = 0; i < 5; i++) folder.Image(dataset, $"{i}.png", "kiwi");
            folder.Write($"{dataset}/ann/0.png.json", ProjectFolder.Annotation("kiwi").Replace("\"tags\": [], \"objects\"", "\"tags\": [{\"name\": \"ripe\"}], \"objects\"", StringComparison.Ordinal));
        }
    }
}
