using System.Text.Json;
using TrainApp.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

public sealed class ProjectPreparationTests : PreparationTest
{
    [Fact]
    public async Task Real_photos_with_masks_are_prepared_as_they_are()
    {
        var source = GivenData.Require("data", "lemons");
        var before = ProjectFolder.HashOf(source);
        var project = Project.Open(source);
        var split = Splitter.Split(new SplitSource(project), new RandomSplit(SplitSide.Train, 80), seed: 1);

        var prepared = await Prepare(Request(project, train: 0) with { Train = split.Train, Val = split.Val, Classes = ["lemon"] });

        Assert.Equal((4, 2), (prepared.TrainSize, prepared.ValSize));
        Assert.Equal(6, prepared.Project.Images.Sum(image => image.ReadAnnotation().Labels.Count(label => label.ClassName == "lemon")));
        Assert.Equal(6, prepared.Project.Images.Sum(image => image.ReadAnnotation().Labels.Count));
        Assert.Equal(
            project.Images.Select(image => Convert.ToHexString(File.ReadAllBytes(image.ImagePath))).Order(),
            prepared.Project.Images.Select(image => Convert.ToHexString(File.ReadAllBytes(image.ImagePath))).Order());
        Assert.Equal(before, ProjectFolder.HashOf(source));
    }

    [Fact]
    public async Task A_prepared_project_has_two_datasets_with_the_selected_classes()
    {
        var project = new ProjectFolder(Temporary["source"])
            .Image("a", "1.png", "thing", "kiwi", "thing").Image("a/datasets/b", "1.png", "thing")
            .Image("c", "2.jpg", "kiwi", "kiwi").Open();

        var prepared = await Prepare(Request(project, train: 2) with { Classes = ["thing", "lemon"] });

        Assert.Equal(Temporary["work", "project"], prepared.Project.Directory);
        Assert.Empty(prepared.Project.Problems);
        Assert.Equal(["lemon", "thing"], prepared.Project.Meta.Classes.Select(item => item.Name));
        Assert.Equal("ripe", Assert.Single(prepared.Project.Meta.Tags).Name);
        Assert.Equal(["train", "val"], prepared.Project.Datasets.Select(dataset => dataset.FullName));
        Assert.Equal(["a__1.png", "a__b__1.png"], prepared.Train.Images.Select(image => image.Name));
        Assert.Equal(["c__2.jpg"], prepared.Val.Images.Select(image => image.Name));
        Assert.Equal(["thing", "thing"], prepared.Train.Images[0].ReadAnnotation().Labels.Select(label => label.ClassName));
        Assert.Empty(prepared.Val.Images[0].ReadAnnotation().Labels);
        Assert.Equal("a/datasets/b/1.png", File.ReadAllText(prepared.Train.Images[1].ImagePath));
        Assert.Equal([new("a__1.png", "a", "1.png", 1, 7), new("a__b__1.png", "a/b", "1.png", 2, 18)], prepared.TrainImages);
        Assert.Equal((2, 1, false), (prepared.TrainSize, prepared.ValSize, prepared.WasPrepared));
    }

    [Fact]
    public async Task What_an_annotation_says_beside_its_objects_is_kept()
    {
        var project = new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("a", "2.png").Write(
            "a/ann/1.png.json",
            $$"""
            {"size": {"height": 1, "width": 1}, "tags": [{"name": "ripe", "labelerLogin": "é"}], "customBigData": {"x": [1, {}]},
             "objects": [{"classTitle": "kiwi", "tags": [], "points": {"exterior": [[0.5, 1], [2, 3]], "interior": []}, "nnCreated": false}, {{ProjectFolder.Box("thing")}}]}
            """).Open();

        var prepared = await Prepare(Request(project, train: 1) with { Classes = ["kiwi"] });

        using var annotation = JsonDocument.Parse(File.ReadAllBytes(prepared.Train.Images[0].AnnotationPath));
        using var expected = JsonDocument.Parse(
            """
            {"size": {"height": 1, "width": 1}, "tags": [{"name": "ripe", "labelerLogin": "é"}], "customBigData": {"x": [1, {}]},
             "objects": [{"classTitle": "kiwi", "tags": [], "points": {"exterior": [[0.5, 1], [2, 3]], "interior": []}, "nnCreated": false}]}
            """);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, annotation.RootElement));
    }

    [Fact]
    public async Task Progress_rises_to_the_number_of_images()
    {
        var folder = new ProjectFolder(Temporary["source"]);
        for (var i = 0; i < 30; i++) folder.Image("a", $"{i}.png");
        var seen = new List<(int, int)>();

        await ProjectPreparation.PrepareAsync(Request(folder.Open(), train: 20), new Reports((done, total) => seen.Add((done, total))), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 30).Select(done => (done, 30)), seen);
    }

    [Fact]
    public async Task Names_that_would_collide_get_a_number_and_names_too_long_a_hash()
    {
        var longName = new string('x', 200) + ".png";
        var project = new ProjectFolder(Temporary["source"])
            .Image("a/datasets/b", "1.png").Image("a__b", "1.png").Image("A__B", "1.png").Image(new string('d', 100), longName).Image("z", "2.png").Open();

        var prepared = await Prepare(Request(project, train: 4));

        Assert.Equal(4, prepared.TrainSize);
        Assert.Equal(
            ["A__B__1.png A__B", "a__b__1_2.png a/b", "a__b__1_3.png a__b"],
            prepared.TrainImages.Where(image => image.Name == "1.png").Select(image => $"{image.PreparedName} {image.Dataset}"));
        Assert.Matches("^[0-9a-f]{32}\\.png$", prepared.TrainImages.Single(image => image.Name == longName).PreparedName);
        Assert.Equal(prepared.TrainImages.Select(image => image.PreparedName), prepared.Train.Images.Select(image => image.Name));
    }

    [Fact]
    public async Task An_image_on_both_sides_is_copied_to_both()
    {
        var project = new ProjectFolder(Temporary["source"]).Image("ds1", "1.png").Image("ds1", "2.png").Open();

        var prepared = await Prepare(Request(project, train: 2) with { Val = project.Images });

        Assert.Equal(prepared.TrainImages, prepared.ValImages);
        Assert.Equal(2, prepared.Val.Images.Count);
    }

    [Fact]
    public async Task Broken_items_are_left_out_and_named()
    {
        var project = new ProjectFolder(Temporary["source"])
            .Image("a", "1.png").Image("a", "2.png").Image("a", "3.png").Image("a", "4.png").Image("b", "5.png")
            .Write("a/img/2.png", "").Write("a/ann/3.png.json", ProjectFolder.Annotation("nobody")).Open();
        File.Delete(project.Images[3].ImagePath);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(project.Images[3].ImagePath, Temporary["nowhere"]);

        var prepared = await Prepare(Request(project, train: 4));

        Assert.Equal(["1.png"], prepared.TrainImages.Select(image => image.Name));
        Assert.Equal(
            [
                "TRAIN513 The image 'a/2.png' is left out: its file is empty.",
                "TRAIN511 Object 1 cannot be read: the project has no class 'nobody'.",
                "TRAIN513 The image 'a/4.png' is left out: its file is not there.",
            ],
            prepared.Problems.Select(problem => $"{problem.Id} {problem.Message}"));
        Assert.Equal(prepared.Problems, (await Prepare(Request(project, train: 4))).Problems);

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(Request(project, train: 4) with { Train = [project.Images[1]] }));
        Assert.Equal("None of the 1 images of 'train' can be used. The image 'a/2.png' is left out: its file is empty.", refusal.Message);
        Assert.False(File.Exists(Temporary["work", "prepared.json"]));
    }
}
