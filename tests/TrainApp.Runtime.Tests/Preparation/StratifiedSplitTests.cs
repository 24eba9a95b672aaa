using CsCheck;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class StratifiedSplitTests : SplitTest
{
    [Fact]
    public void Each_class_and_images_without_objects_have_their_share_on_both_sides()
    {
        var project = NewProject();
        for (var i = 0; i < 100; i++)
            Add(project, "d", $"{i:000}.png", classes: i < 10 ? ["rare", "rare"] : i < 40 ? ["lemon"] : i < 80 ? ["kiwi"] : []);

        for (var seed = 0L; seed < 10; seed++)
        {
            var counts = SplitCounts.Of(new SplitSource(project.Open()), Split(project.Open(), "random:80,stratified", seed));
            Assert.Equal((80, 20), (counts.Train.Images, counts.Val.Images));
            Assert.Equal((16, 4), (counts.Train.Empty, counts.Val.Empty));
            Assert.Equal([new("kiwi", 8, 8), new("lemon", 6, 6), new("rare", 2, 4)], counts.Val.Classes);
            Assert.Equal([new("kiwi", 32, 32), new("lemon", 24, 24), new("rare", 8, 16)], counts.Train.Classes);
        }
    }

    [Fact]
    public void Images_of_several_classes_are_divided_better_than_at_random()
    {
        var (stratified, random) = (0.0, 0.0);
        for (var seed = 0; seed < 10; seed++)
        {
            var project = Mixed(seed, images: 120);
            stratified += Deviation(project, Split(project, "random:val=25,stratified", seed));
            random += Deviation(project, Split(project, "random:val=25", seed));
        }

        Assert.True(stratified < random / 4, $"{stratified} is not well below {random}.");
    }

    [Fact]
    public void Numbers_are_those_of_a_random_split_and_every_image_is_there_once()
    {
        Gen.Select(Gen.Int[2, 30], Gen.Int[1, 99], Gen.Bool, Gen.Int[0, 1000]).Sample((images, percent, isTrain, seed) =>
        {
            var project = Mixed(seed, images);
            var specification = new RandomSplit(isTrain ? SplitSide.Train : SplitSide.Val, percent) { IsStratified = true };
            var split = Splitter.Split(new SplitSource(project), specification, seed);

            Assert.Equal(specification.Count(images), (split.Train.Count, split.Val.Count));
            Assert.Equal(project.Images, split.Train.Concat(split.Val).OrderBy(image => image.Index));
            Assert.Equal(split.Train.Count == 0 || split.Val.Count == 0, split.HasErrors);
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void The_seed_decides()
    {
        var project = Mixed(seed: 1, images: 60);

        Assert.Equal(Names(Split(project, "random:80,stratified", 3).Val), Names(Split(project, "random:80,stratified", 3).Val));
        Assert.NotEqual(Names(Split(project, "random:80,stratified", 3).Val), Names(Split(project, "random:80,stratified", 4).Val));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Too_few_images_are_an_error_and_no_crash(int images)
    {
        foreach (var text in new[] { "random:80,stratified", "random:80" })
        {
            var split = Split(Mixed(seed: 3, images), text);
            Assert.True(split.HasErrors);
            Assert.All(split.Problems, problem => Assert.Equal("TRAIN523", problem.Id));
        }
    }

    /// <summary>By how much the classes' shares of images differ from that of all images, squared and added.</summary>
    internal static double Deviation(Project project, SplitImages split)
    {
        var counts = SplitCounts.Of(new SplitSource(project), split);
        var share = (double)counts.Val.Images / project.Images.Count;
        return counts.Val.Classes.Zip(counts.Train.Classes)
            .Where(pair => pair.First.Images + pair.Second.Images > 0)
            .Sum(pair => Math.Pow(((double)pair.First.Images / (pair.First.Images + pair.Second.Images)) - share, 2));
    }

    private Project Mixed(int seed, int images)
    {
        var random = new SeededSequence(seed);
        var project = NewProject($"mixed{seed} {images} {Guid.NewGuid():N}").Folder("d/img").Folder("d/ann");
        for (var i = 0; i < images; i++)
        {
            List<string> classes = [];
            if (random.Below(2) == 0) classes.Add("kiwi");
            if (random.Below(4) == 0) classes.Add("lemon");
            if (random.Below(12) == 0) classes.Add("rare");
            Add(project, "d", $"{i:000}.png", classes: [.. classes]);
        }

        return project.Open();
    }
}
