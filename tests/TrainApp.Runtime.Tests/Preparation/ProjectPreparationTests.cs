using System.Text.Json;
using TrainApp.Preparation;
using TrainApp.Projects;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

public sealed class ProjectPreparationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_prepared_project_has_two_datasets_with_the_selected_classes()
    {
        var project = new ProjectFolder(_folder["source"])
            .Image("a", "1.png", "thing", "kiwi", "thing").Image("a/datasets/b", "1.png", "thing")
            .Image("c", "2.jpg", "kiwi", "kiwi").Open();

        var prepared = await Prepare(Request(project, train: 2) with { Classes = ["thing", "lemon"] });

        Assert.Equal(_folder["work", "project"], prepared.Project.Directory);
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
        var project = new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("a", "2.png").Write(
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

    [Theory]
    [InlineData("plain")]
    [InlineData("Ünïcode 项目 (1) 'q' \"d\"")]
    public async Task The_users_project_is_never_written_to(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.Contains('"', StringComparison.Ordinal), "No such names there.");
        var source = new ProjectFolder(_folder[name, "datasets", "p"]).Image("Johann", "фото 1.jpg").Image("Johann/datasets/ä 'b'", "2.png").Image("z", "3.png");
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.Move(Path.Combine(source.Path, "z", "img", "3.png"), _folder["elsewhere", "3.png"]);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(source.Path, "z", "img", "3.png"), _folder["elsewhere", "3.png"]);
        else File.Copy(_folder["elsewhere", "3.png"], Path.Combine(source.Path, "z", "img", "3.png"));
        File.SetAttributes(Path.Combine(source.Path, "Johann", "img", "фото 1.jpg"), FileAttributes.ReadOnly);
        var before = (ProjectFolder.HashOf(source.Path), ProjectFolder.HashOf(_folder["elsewhere"]));

        var prepared = await Prepare(Request(source.Open(), train: 2) with { WorkDirectory = _folder[name, "work"] });
        Assert.Equal(3, prepared.TrainSize + prepared.ValSize);
        foreach (var file in Directory.EnumerateFiles(prepared.Project.Directory, "*", SearchOption.AllDirectories))
        {
            Assert.Null(new FileInfo(file).LinkTarget);
            File.WriteAllText(file, "written by an app");
        }

        foreach (var dataset in prepared.Project.Datasets)
        {
            File.WriteAllText(Path.Combine(dataset.Directory, "coco.json"), "written by an app");
            Directory.Delete(dataset.ImageDirectory, recursive: true);
        }

        Assert.Equal(before, (ProjectFolder.HashOf(source.Path), ProjectFolder.HashOf(_folder["elsewhere"])));
        File.SetAttributes(Path.Combine(source.Path, "Johann", "img", "фото 1.jpg"), FileAttributes.Normal);
    }

    [Fact]
    public async Task The_same_request_finds_what_is_there()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        await Prepare(request);
        File.WriteAllText(_folder["work", "project", "train", "coco.json"], "the app's own");

        var again = await Prepare(request with { Project = Project.Open(_folder["source"]), Classes = [.. request.Classes.Reverse()] });

        Assert.True(again.WasPrepared);
        Assert.Equal((1, 1), (again.TrainSize, again.ValSize));
        Assert.Equal("a", again.TrainImages[0].Dataset);
        Assert.True(File.Exists(_folder["work", "project", "train", "coco.json"]));
    }

    [Fact]
    public async Task Another_request_or_a_damaged_preparation_is_made_anew()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        await Prepare(request);
        File.WriteAllText(_folder["work", "project", "train", "coco.json"], "the app's own");

        Assert.False((await Prepare(request with { Classes = ["kiwi"] })).WasPrepared);
        Assert.False(File.Exists(_folder["work", "project", "train", "coco.json"]));
        Assert.False((await Prepare(request with { Classes = ["kiwi"], Fingerprint = "other" })).WasPrepared);
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
        Assert.True((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);

        File.Delete(_folder["work", "project", "train", "img", "b__2.png"]);
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
        File.WriteAllText(_folder["work", "prepared.json"], "{");
        Assert.False((await Prepare(request with { Train = request.Val, Val = request.Train })).WasPrepared);
    }

    [Fact]
    public async Task Leftovers_without_a_mark_are_removed()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        Directory.CreateDirectory(_folder["work", "project", "train", "img"]);
        File.WriteAllText(_folder["work", "project", "train", "img", "half.png"], "x");

        var prepared = await Prepare(request);

        Assert.Equal(["a__1.png"], Directory.EnumerateFiles(prepared.Train.ImageDirectory).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_cancelled_preparation_leaves_no_mark()
    {
        var folder = new ProjectFolder(_folder["source"]);
        for (var i = 0; i < 30; i++) folder.Image("a", $"{i}.png");
        var request = Request(folder.Open(), train: 20) with { MaxParallelism = 1 };
        using var stop = new CancellationTokenSource();
        var progress = new Reports(done =>
        {
            if (done == 5) stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProjectPreparation.PrepareAsync(request, progress, stop.Token));

        Assert.False(File.Exists(_folder["work", "prepared.json"]));
        Assert.False((await Prepare(request)).WasPrepared);
    }

    [Fact]
    public async Task Progress_rises_to_the_number_of_images()
    {
        var folder = new ProjectFolder(_folder["source"]);
        for (var i = 0; i < 30; i++) folder.Image("a", $"{i}.png");
        var seen = new List<int>();

        await ProjectPreparation.PrepareAsync(Request(folder.Open(), train: 20), new Reports(seen.Add), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 30), seen);
    }

    [Fact]
    public async Task Names_that_would_collide_get_a_number_and_names_too_long_a_hash()
    {
        var longName = new string('x', 200) + ".png";
        var project = new ProjectFolder(_folder["source"])
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
        var project = new ProjectFolder(_folder["source"]).Image("ds1", "1.png").Image("ds1", "2.png").Open();

        var prepared = await Prepare(Request(project, train: 2) with { Val = project.Images });

        Assert.Equal(prepared.TrainImages, prepared.ValImages);
        Assert.Equal(2, prepared.Val.Images.Count);
    }

    [Fact]
    public async Task Broken_items_are_left_out_and_named()
    {
        var project = new ProjectFolder(_folder["source"])
            .Image("a", "1.png").Image("a", "2.png").Image("a", "3.png").Image("a", "4.png").Image("b", "5.png")
            .Write("a/img/2.png", "").Write("a/ann/3.png.json", ProjectFolder.Annotation("nobody")).Open();
        File.Delete(project.Images[3].ImagePath);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(project.Images[3].ImagePath, _folder["nowhere"]);

        var prepared = await Prepare(Request(project, train: 4));

        Assert.Equal(["1.png"], prepared.TrainImages.Select(image => image.Name));
        Assert.Equal(
            ["TRAIN513 The image 'a/2.png' is left out: its file is empty.", "TRAIN511 Object 1 cannot be read: the project has no class 'nobody'.", "TRAIN513 The image 'a/4.png' is left out: its file is not there."],
            prepared.Problems.Select(problem => $"{problem.Id} {problem.Message}"));
        Assert.Equal(prepared.Problems, (await Prepare(Request(project, train: 4))).Problems);

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(Request(project, train: 4) with { Train = [project.Images[1]] }));
        Assert.Equal("None of the 1 images of 'train' can be used. The image 'a/2.png' is left out: its file is empty.", refusal.Message);
        Assert.False(File.Exists(_folder["work", "prepared.json"]));
    }

    [Fact]
    public async Task Classes_are_checked_first()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);

        var unknown = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request with { Classes = ["lemom"] }));
        var none = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request with { Classes = [] }));

        Assert.Contains("Did you mean 'lemon'?", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("No class is selected", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["work"]));
    }

    [Fact]
    public async Task A_project_whose_meta_cannot_be_read_is_refused()
    {
        var request = Request(new ProjectFolder(_folder["source"], "{").Image("a", "1.png").Image("b", "2.png").Open(), train: 1);

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request));

        Assert.Contains("meta.json is no JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_in_the_source_and_source_in_the_output_are_refused_even_behind_links()
    {
        var project = new ProjectFolder(_folder["outer", "work", "source"]).Image("a", "1.png").Image("b", "2.png").Open();
        var request = Request(project, train: 1);
        var before = ProjectFolder.HashOf(project.Directory);

        await Refused(request with { WorkDirectory = project.Directory });
        await Refused(request with { WorkDirectory = Path.Combine(project.Directory, "a", "img") });
        await Refused(request with { WorkDirectory = _folder["outer", "work"] });
        await Refused(request with { WorkDirectory = _folder["outer"] });
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(_folder["link"], project.Directory);
            await Refused(request with { WorkDirectory = _folder["link", "new"] });
            Directory.CreateDirectory(_folder["tricky"]);
            Directory.CreateSymbolicLink(_folder["tricky", "project"], project.Directory);
            await Refused(request with { WorkDirectory = _folder["tricky"] });
        }

        Assert.Equal(before, ProjectFolder.HashOf(project.Directory));

        async Task Refused(PreparationRequest wrong) =>
            Assert.Contains("lies in", (await Assert.ThrowsAsync<ProjectException>(() => Prepare(wrong))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_space_is_said_before_anything_is_copied()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Write("a/img/1.png", new string('x', 3 << 20)).Image("b", "2.png").Open(), train: 1);

        var refusal = Assert.Throws<ProjectException>(() => DiskSpace.Require(request, available: 1 << 20));

        Assert.Contains("needs 3 MiB; 1 MiB are free", refusal.Message, StringComparison.Ordinal);
        DiskSpace.Require(request, available: 4 << 20);
    }

    [Fact]
    public async Task A_work_folder_that_cannot_be_made_is_explained()
    {
        var request = Request(new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        File.WriteAllText(_folder["work"], "a file in the way");

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request));

        Assert.Contains("could not be prepared", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(refusal.InnerException, exactMatch: false);
    }

    private PreparationRequest Request(Project project, int train) => new()
    {
        Project = project,
        Fingerprint = ProjectFingerprint.Compute(project, TestContext.Current.CancellationToken),
        Train = [.. project.Images.Take(train)],
        Val = [.. project.Images.Skip(train)],
        Classes = ["kiwi", "lemon", "thing"],
        WorkDirectory = _folder["work"],
    };

    private static Task<PreparedProject> Prepare(PreparationRequest request) =>
        ProjectPreparation.PrepareAsync(request, progress: null, TestContext.Current.CancellationToken);

    private sealed class Reports(Action<int> report) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            Assert.Equal(30, value.Total);
            report(value.Done);
        }
    }
}
