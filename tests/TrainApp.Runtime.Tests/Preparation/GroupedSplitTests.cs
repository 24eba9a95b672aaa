using CsCheck;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class GroupedSplitTests : SplitTest
{
    [Theory]
    [InlineData("random:val=20,group=patient")]
    [InlineData("random:val=20,stratified,group=patient")]
    public void Images_with_one_value_stay_together_and_all_are_there_once(string text)
    {
        var project = Patients(seed: 1, patients: 40);
        for (var seed = 0L; seed < 10; seed++)
        {
            var split = Split(project, text, seed);

            Assert.False(split.HasErrors);
            Assert.Equal(project.Images, split.Train.Concat(split.Val).OrderBy(image => image.Index));
            Assert.DoesNotContain(split.Train.Select(PatientOf).Intersect(split.Val.Select(PatientOf)), patient => patient != "none");
        }
    }

    [Fact]
    public void The_size_is_the_nearest_that_groups_can_have()
    {
        // Checked against every subset of the groups.
        Gen.Int[1, 9].Array[2, 9].Select(Gen.Int[1, 99], Gen.Long).Sample((sizes, percent, seed) =>
        {
            using var folder = new TemporaryFolder();
            var project = new Projects.ProjectFolder(folder["p"]).Folder("d");
            for (var i = 0; i < sizes.Sum(); i++) project.Image("d", $"{i:000}.png");
            var images = project.Open().Images;
            var groups = new List<IReadOnlyList<ImageItem>>();
            foreach (var size in sizes) groups.Add([.. images.Skip(groups.Sum(group => group.Count)).Take(size)]);
            var wanted = (int)Math.Round(images.Count * percent / 100.0);

            var chosen = GroupDraw.Choose(groups, wanted, new SeededSequence(seed));

            var sum = groups.Where((_, index) => chosen[index]).Sum(group => group.Count);
            var best = Enumerable.Range(1, (1 << sizes.Length) - 2).Min(set => Math.Abs(wanted - sizes.Where((_, index) => (set >> index & 1) != 0).Sum()));
            Assert.Equal(best, Math.Abs(wanted - sum));
            Assert.InRange(sum, 1, images.Count - 1);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void The_seed_decides_and_decides_for_ever()
    {
        var project = Patients(seed: 1, patients: 40);

        Assert.Equal(Names(Split(project, "random:80,group=patient", 3).Val), Names(Split(project, "random:80,group=patient", 3).Val));
        Assert.NotEqual(Names(Split(project, "random:80,group=patient", 3).Val), Names(Split(project, "random:80,group=patient", 4).Val));
        Assert.Equal(Names(Split(project, "random:80,stratified,group=patient", 3).Val), Names(Split(project, "random:80,stratified,group=patient", 3).Val));
        Assert.NotEqual(Names(Split(project, "random:80,stratified,group=patient", 3).Val), Names(Split(project, "random:80,stratified,group=patient", 4).Val));
    }

    [Fact]
    public void An_image_with_two_values_joins_their_groups_and_one_without_is_alone()
    {
        var project = NewProject();
        Add(project, "d", "1.png", ["patient=a"]);
        Add(project, "d", "2.png", ["patient=a", "patient=b"]);
        Add(project, "d", "3.png", ["patient=b"]);
        Add(project, "d", "4.png", ["patient=c"]);
        Add(project, "d", "5.png");
        Add(project, "d", "6.png");

        var groups = TagGroups.Of(new SplitSource(project.Open()), "patient");

        Assert.Equal(["d/1.png d/2.png d/3.png", "d/4.png", "d/5.png", "d/6.png"], groups.Select(group => string.Join(' ', Names(group))));
    }

    [Fact]
    public void One_group_of_all_images_is_an_error_that_says_so()
    {
        var project = NewProject();
        for (var i = 0; i < 5; i++) Add(project, "d", $"{i}.png", ["patient=a"]);

        foreach (var text in new[] { "random:80,group=patient", "random:80,stratified,group=patient" })
        {
            var split = Split(project.Open(), text);
            Assert.Equal("TRAIN523", Assert.Single(split.Problems).Id);
            Assert.Contains("makes one group of them", split.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Groups_are_stratified_better_than_they_are_drawn()
    {
        var project = Patients(seed: 5, patients: 60);
        var (stratified, drawn) = (0.0, 0.0);
        for (var seed = 0L; seed < 20; seed++)
        {
            stratified += StratifiedSplitTests.Deviation(project, Split(project, "random:80,stratified,group=patient", seed));
            drawn += StratifiedSplitTests.Deviation(project, Split(project, "random:80,group=patient", seed));
        }

        Assert.True(stratified < drawn / 2, $"{stratified} is not well below {drawn}.");
    }

    [Fact]
    public void Large_groups_leave_no_side_empty()
    {
        var project = NewProject();
        for (var i = 0; i < 10; i++) Add(project, "d", $"{i}.png", [$"patient={i / 4}"], classes: ["kiwi"]);

        foreach (var text in new[] { "random:95,group=patient", "random:95,stratified,group=patient", "random:val=99,stratified,group=patient" })
        {
            var split = Split(project.Open(), text);
            Assert.False(split.HasErrors);
            Assert.Equal(10, split.Train.Count + split.Val.Count);
            Assert.Equal(2, Math.Min(split.Train.Count, split.Val.Count));
        }
    }

    /// <summary>Patients of 1 to 8 images, each with classes of its own liking, and five images of nobody.</summary>
    private Project Patients(ulong seed, int patients)
    {
        var random = new SeededSequence((long)seed);
        var project = NewProject($"patients{seed}");
        for (var patient = 0; patient < patients; patient++)
        {
            string[] liked = random.Below(6) switch { 0 => ["rare"], 1 => ["rare", "kiwi"], 2 => ["lemon"], 3 => [], _ => ["kiwi"] };
            for (var i = random.Below(8); i >= 0; i--) Add(project, "d", $"{patient:00} {i}.png", [$"patient={patient}"], liked);
        }

        for (var i = 0; i < 5; i++) Add(project, "d", $"none {i}.png", classes: ["kiwi"]);
        return project.Open();
    }

    private static string PatientOf(ImageItem image) => image.Name[..image.Name.IndexOf(' ', StringComparison.Ordinal)];
}
