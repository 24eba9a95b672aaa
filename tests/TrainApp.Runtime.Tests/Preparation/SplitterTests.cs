using CsCheck;
using TrainApp.Formats;
using TrainApp.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

public sealed class SplitterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 80, 0, 1)]
    [InlineData(2, 80, 1, 1)]
    [InlineData(3, 80, 2, 1)]
    [InlineData(5, 80, 4, 1)]
    [InlineData(6, 80, 4, 2)]
    [InlineData(10, 80, 8, 2)]
    [InlineData(58, 50, 28, 30)]
    [InlineData(70, 90, 62, 8)]
    [InlineData(114, 50, 56, 58)]
    [InlineData(140, 85, 118, 22)]
    public void Shares_are_counted_as_the_reference_does(int images, int percent, int train, int val) =>
        Assert.Equal((train, val), new RandomSplit(SplitSide.Train, percent).Count(images));

    [Fact]
    public void The_share_of_validation_is_floored_when_it_is_the_one_that_was_given()
    {
        Assert.Equal((5, 1), new RandomSplit(SplitSide.Val, 20).Count(6));
        Assert.Equal((1, 0), new RandomSplit(SplitSide.Val, 20).Count(1));
        Assert.Equal((30, 28), new RandomSplit(SplitSide.Val, 50).Count(58));
    }

    [Fact]
    public void Every_split_has_all_images_once()
    {
        var project = Images(57);
        Gen.Select(Gen.Int[1, 99], Gen.Bool, Gen.Long).Sample((percent, isTrain, seed) =>
        {
            var split = Split(project, new RandomSplit(isTrain ? SplitSide.Train : SplitSide.Val, percent), seed);

            Assert.Equal(project.Images, split.Train.Concat(split.Val).OrderBy(image => image.ToString(), StringComparer.Ordinal));
            Assert.Equal(split.Train.Count == 0 || split.Val.Count == 0, split.HasErrors);
        });
    }

    [Fact]
    public void A_seed_gives_the_same_split_whatever_the_order_of_files()
    {
        var forward = new ProjectFolder(_folder["forward"]);
        var backward = new ProjectFolder(_folder["backward"]);
        for (var i = 0; i < 40; i++)
        {
            forward.Image($"d{i % 3}", $"{i}.png");
            backward.Image($"d{(39 - i) % 3}", $"{39 - i}.png");
        }

        var split = new RandomSplit(SplitSide.Train, 80);
        var expected = Names(Split(forward.Open(), split, seed: 3).Val);
        Assert.Equal(8, expected.Count);
        Assert.Equal(expected, Names(Split(backward.Open(), split, seed: 3).Val));
        Assert.NotEqual(expected, Names(Split(forward.Open(), split, seed: 4).Val));
    }

    [Fact]
    public void A_split_of_an_old_run_can_be_made_again()
    {
        var split = Split(Images(10), new RandomSplit(SplitSide.Train, 80), seed: 42);

        Assert.Equal(["d/01.png", "d/03.png"], Names(split.Val));
    }

    [Theory]
    [InlineData("random:80", null)]
    [InlineData("random:90", null)]
    [InlineData("random:70", null)]
    [InlineData("random:50", "half of the images")]
    [InlineData("random:95", "less than a tenth")]
    [InlineData("random:val=5", "less than a tenth")]
    [InlineData("random:30", "more images for validation")]
    [InlineData("random:val=40", "less than 70 %")]
    public void An_unusual_share_is_remarked_on(string text, string? remark)
    {
        Assert.True(SplitSpecification.TryParse(text, out var specification, out _));

        var split = Split(Images(40), specification, seed: 1);

        Assert.False(split.HasErrors);
        if (remark is null) Assert.Empty(split.Problems);
        else Assert.Contains(remark, Assert.Single(split.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_without_images_is_an_error()
    {
        var split = Split(Images(1), new RandomSplit(SplitSide.Train, 80), seed: 1);

        var problem = Assert.Single(split.Problems);
        Assert.Equal(("TRAIN523", Severity.Error), (problem.Id, problem.Severity));
        Assert.Contains("leaves no image for 'train'", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, Split(Images(0), new RandomSplit(SplitSide.Train, 80), seed: 1).Problems.Count);
    }

    [Fact]
    public void Datasets_are_taken_by_full_name_and_without_their_children()
    {
        var project = new ProjectFolder(_folder["p"]).Image("a", "1.png").Image("a/datasets/b", "2.png").Image("c", "3.png").Image("c", "4.png").Open();

        var split = Split(project, new DatasetSplit(["c", "a/b", "c"], ["a"]), seed: 1);

        Assert.Empty(split.Problems);
        Assert.Equal(["a/b/2.png", "c/3.png", "c/4.png"], Names(split.Train));
        Assert.Equal(["a/1.png"], Names(split.Val));
    }

    [Fact]
    public void An_unknown_dataset_is_an_error_that_names_the_nearest()
    {
        var project = new ProjectFolder(_folder["p"]).Image("apples", "1.png").Image("pears", "2.png").Open();

        var problem = Assert.Single(Split(project, new DatasetSplit(["aples"], ["pears"]), seed: 1).Problems);

        Assert.Equal("The project 'p' has no dataset 'aples'. Did you mean 'apples'? It has: apples, pears.", problem.Message);
        Assert.Equal(("TRAIN522", Severity.Error), (problem.Id, problem.Severity));
    }

    [Fact]
    public void Empty_datasets_are_an_error_alone_and_a_warning_among_others()
    {
        var project = new ProjectFolder(_folder["p"]).Image("a", "1.png").Image("b", "2.png").Folder("empty/img").Folder("empty/ann").Open();

        var alone = Split(project, new DatasetSplit(["a"], ["empty"]), seed: 1);
        var among = Split(project, new DatasetSplit(["a"], ["empty", "b"]), seed: 1);

        Assert.Equal("TRAIN523", Assert.Single(alone.Problems).Id);
        Assert.True(alone.HasErrors);
        Assert.Equal("TRAIN524", Assert.Single(among.Problems).Id);
        Assert.False(among.HasErrors);
    }

    [Fact]
    public void The_same_dataset_on_both_sides_is_allowed_with_a_warning()
    {
        var project = new ProjectFolder(_folder["p"]).Image("ds1", "1.png").Image("ds1", "2.png").Open();

        var split = Split(project, new DatasetSplit(["ds1"], ["ds1"]), seed: 1);

        Assert.Equal(project.Images, split.Train);
        Assert.Equal(project.Images, split.Val);
        Assert.Equal(("TRAIN525", Severity.Warning), (Assert.Single(split.Problems).Id, split.Problems[0].Severity));
    }

    private Project Images(int count)
    {
        var folder = new ProjectFolder(_folder[$"p{count}"]);
        for (var i = 0; i < count; i++) folder.Image("d", $"{i:00}.png");
        return folder.Open();
    }

    private static SplitImages Split(Project project, SplitSpecification specification, long seed) =>
        Splitter.Split(new SplitSource(project), specification, seed);

    private static List<string> Names(IEnumerable<ImageItem> images) => [.. images.Select(image => image.ToString())];
}
