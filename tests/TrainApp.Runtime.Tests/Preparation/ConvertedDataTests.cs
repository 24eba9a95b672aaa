using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

/// <summary>Data that is prepared with a conversion, and projects that are kept converted.</summary>
public sealed class ConvertedDataTests : PreparationTest
{
    private const string Polygon =
        """{"classTitle": "lemon", "tags": [{"name": "ripe"}], "id": 5, "instance": "k", "points": {"exterior": [[2, 1], [6, 1], [6, 4]], "interior": []}, "geometryType": "polygon"}""";

    [Fact]
    public async Task Photos_with_masks_become_photos_with_boxes_as_their_pixels_say()
    {
        var project = Project.Open(GivenData.Require("data", "lemons"));
        var before = ProjectFolder.HashOf(project.Directory);

        var prepared = await Prepare(Request(project, train: 4) with { Conversion = TaskShape.Rectangles });

        Assert.All(prepared.Project.Meta.Classes, item => Assert.Equal("rectangle", item.Shape));
        var first = prepared.Project.Images.Single(image => image.Name.EndsWith("IMG_0748.jpeg", StringComparison.Ordinal)).ReadAnnotation();
        Assert.Equal(
            [("kiwi", new RectangleGeometry(482, 550, 641, 703)), ("kiwi", new RectangleGeometry(772, 394, 963, 599)), ("lemon", new RectangleGeometry(531, 120, 811, 380))],
            first.Labels.Select(label => (label.ClassName, (RectangleGeometry)label.Geometry)));
        Assert.Equal(26, prepared.Project.Images.Sum(image => image.ReadAnnotation().Labels.Count));
        Assert.Equal(before, ProjectFolder.HashOf(project.Directory));
    }

    [Fact]
    public async Task A_class_that_is_not_selected_hides_objects_and_is_taken_out()
    {
        var project = Polygons();
        project.Write("a/ann/1.png.json", """
            {"size": {"height": 10, "width": 20}, "tags": [], "objects": [
              {"classTitle": "lemon", "tags": [], "points": {"exterior": [[0, 0], [9, 0], [9, 3], [0, 3]], "interior": [] } },
              {"classTitle": "thing", "tags": [], "geometryType": "polygon", "points": {"exterior": [[5, 0], [9, 0], [9, 3], [5, 3]], "interior": [] } }]}
            """);

        var prepared = await Prepare(Request(project.Open(), train: 1) with { Classes = ["lemon"], Conversion = TaskShape.Rectangles });

        Assert.Equal(new RectangleGeometry(0, 0, 4, 3), Assert.Single(prepared.Train.Images[0].ReadAnnotation().Labels).Geometry);
    }

    [Fact]
    public async Task A_preparation_of_another_kind_is_not_used_again()
    {
        var request = Request(Polygons().Open(), train: 1);
        await Prepare(request);

        Assert.False((await Prepare(request with { Conversion = TaskShape.Rectangles })).WasPrepared);
        Assert.True((await Prepare(request with { Conversion = TaskShape.Rectangles })).WasPrepared);
        Assert.False((await Prepare(request with { Conversion = TaskShape.Masks })).WasPrepared);
        Assert.False((await Prepare(request)).WasPrepared);
    }

    [Fact]
    public async Task An_object_that_cannot_be_converted_is_named_and_left_out()
    {
        var project = Polygons();
        var box = """{"classTitle": "thing", "tags": [], "geometryType": "rectangle", "points": {"exterior": [[1, 1], [2, 2]], "interior": []}}""";
        project.Write("a/ann/1.png.json", $$"""{"size": {"height": 10, "width": 20}, "tags": [], "objects": [{{Polygon}}, {{box}}]}""");

        var prepared = await Prepare(Request(project.Open(), train: 1) with { Classes = ["lemon", "thing"], Conversion = TaskShape.Masks });

        var label = Assert.Single(prepared.Train.Images[0].ReadAnnotation().Labels);
        Assert.Equal(("lemon", 5L, "k", "ripe"), (label.ClassName, label.Id!.Value, label.BindingKey, label.Tags.Single().Name));
        Assert.Equal(5 + 4 + 2 + 1, MaskCodec.Decode((BitmapGeometry)label.Geometry).Area);
        var problem = Assert.Single(prepared.Problems);
        Assert.Equal(("TRAIN530", false), (problem.Id, problem.IsError));
        Assert.EndsWith(Path.Combine("a", "ann", "1.png.json"), problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_whose_mask_cannot_be_read_is_left_out_and_named()
    {
        var project = Polygons().Image("c", "3.png", "kiwi");
        project.Write("a/ann/1.png.json", """
            {"size": {"height": 10, "width": 20}, "tags": [], "objects": [
              {"classTitle": "thing", "tags": [], "geometryType": "bitmap", "bitmap": {"origin": [0, 0], "data": "AAAA"}}]}
            """);

        var prepared = await Prepare(Request(project.Open(), train: 2) with { Conversion = TaskShape.Rectangles });

        Assert.Equal(["b__2.png"], prepared.Train.Images.Select(image => image.Name));
        Assert.Contains(prepared.Problems, problem => problem is { Id: "TRAIN511", IsError: true });
    }

    [Fact]
    public async Task Without_a_split_the_validation_dataset_is_empty()
    {
        var prepared = await Prepare(Request(Polygons().Open(), train: 2));

        Assert.Equal((2, 0), (prepared.TrainSize, prepared.ValSize));
        Assert.Empty(prepared.Val.Images);
        Assert.True((await Prepare(Request(Project.Open(Temporary["source"]), train: 2))).WasPrepared);
    }

    [Fact]
    public void A_converted_project_is_kept_once_with_a_number_of_its_own()
    {
        var folder = Polygons().Image("a/datasets/deep", "3.png", "kiwi").Info("a", "1.png", 11, 1, 9);
        var project = folder.Open();
        var workspace = Workspace.Locate(Temporary["workspace"], null);
        var fingerprint = ProjectFingerprint.Compute(project, TestContext.Current.CancellationToken);
        var source = new ProjectRegistry(workspace.Root).Register(project, fingerprint, TestContext.Current.CancellationToken);
        var before = ProjectFolder.HashOf(folder.Path);

        var kept = Keep(TaskShape.Rectangles);
        var content = ProjectFolder.HashOf(kept.Path);

        Assert.NotEqual(source.Id, kept.Id);
        Assert.Equal(kept, Keep(TaskShape.Rectangles));
        Assert.Equal(content, ProjectFolder.HashOf(kept.Path));
        Assert.NotEqual(kept.Id, Keep(TaskShape.Masks).Id);
        Assert.Equal(before, ProjectFolder.HashOf(folder.Path));
        var converted = Project.Open(new ProjectRegistry(workspace.Root).Find(kept.Id)!.Path);
        Assert.Empty(converted.Problems);
        Assert.StartsWith(workspace.Projects, converted.Directory, StringComparison.Ordinal);
        Assert.Equal(project.Images.Select(image => image.ToString()), converted.Images.Select(image => image.ToString()));
        Assert.All(converted.Meta.Classes, item => Assert.Equal("rectangle", item.Shape));
        Assert.Equal(new RectangleGeometry(2, 1, 6, 4), Assert.Single(converted.Images[0].ReadAnnotation().Labels).Geometry);
        Assert.Equal(File.ReadAllBytes(project.Images[0].ImagePath), File.ReadAllBytes(converted.Images[0].ImagePath));
        Assert.Empty(Directory.EnumerateDirectories(workspace.Projects, ".*.tmp", SearchOption.AllDirectories));

        RegisteredProject Keep(TaskShape task) => ConvertedProject.Keep(workspace, project, source.Id, fingerprint, task, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_that_convert_at_once_keep_one_project()
    {
        var project = Polygons().Open();
        var workspace = Workspace.Locate(Temporary["workspace"], null);

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            ConvertedProject.Keep(workspace, project, 1, "ab", TaskShape.Rectangles, TestContext.Current.CancellationToken))));

        Assert.Single(kept.Distinct());
        Assert.Empty(Directory.EnumerateDirectories(workspace.Projects, ".*.tmp", SearchOption.AllDirectories));
    }

    private ProjectFolder Polygons() => new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png", "kiwi")
        .Write("a/ann/1.png.json", $$"""{"size": {"height": 10, "width": 20}, "tags": [], "objects": [{{Polygon}}]}""");
}
