using TrainApp.Files;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class SplitDetectionTests : SplitTest
{
    private static readonly string[] s_all = ["random", "tags", "datasets", "collections"];

    [Theory]
    [InlineData("a b", "random:80")]
    [InlineData("train other", "random:80")]
    [InlineData("train val", "datasets:train=train,val=val")]
    [InlineData("TRAINING Validation other", "datasets:train=TRAINING,val=Validation")]
    [InlineData("x/Train x/test", "datasets:train=x/Train,val=x/test")]
    [InlineData("train train/a train/a/b testing testing/c", "datasets:train=train+train/a+train/a/b,val=testing+testing/c")]
    [InlineData("training/a validation/b", "datasets:train=training/a,val=validation/b")]
    [InlineData("trained vals", "random:80")]
    public void Names_of_datasets_tell(string datasets, string split)
    {
        var project = NewProject();
        foreach (var dataset in datasets.Split(' ')) Add(project, dataset.Replace("/", "/datasets/", StringComparison.Ordinal), "1.png");

        Assert.Equal(split, SplitDetection.Detect(new SplitSource(project.Open()), s_all)?.ToString());
    }

    [Fact]
    public void The_newest_pair_of_collections_wins_over_names()
    {
        var project = NewProject();
        Add(project, "train", "1.png");
        Add(project, "val", "2.png");
        var opened = project.Open();
        var folder = CollectionFolder.Of(Workspace.Locate(Temporary["workspace"], null), 1);
        for (var i = 0; i < 12; i++) folder.AddPair(opened.Images.Take(1), opened.Images.Skip(1));
        File.WriteAllText(Temporary["workspace", "projects", "1", "collections", "train_900.txt"], "train/1.png\n");

        Assert.Equal("collections:train=train_012,val=val_012", Detect(opened, folder));
        folder.AddPair(opened.Images, []);
        Assert.Equal("collections:train=train_012,val=val_012", Detect(opened, folder));
    }

    [Fact]
    public void Only_methods_that_the_app_offers_are_detected()
    {
        var project = NewProject();
        Add(project, "train", "1.png");
        Add(project, "val", "2.png");
        var source = new SplitSource(project.Open());

        Assert.Equal("random:80", SplitDetection.Detect(source, ["random"])?.ToString());
        Assert.Equal("datasets:train=train,val=val", SplitDetection.Detect(source, ["datasets", "tags"])?.ToString());
        Assert.Null(SplitDetection.Detect(source, ["tags", "collections"]));
    }

    private static string? Detect(Project project, CollectionFolder folder) => SplitDetection.Detect(new SplitSource(project, folder), s_all)?.ToString();
}
