namespace TrainApp.Tests.Projects;

public sealed class ProjectProblemsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_missing_or_a_file_is_no_project()
    {
        Assert.Contains("There is no folder", Refusal(_folder["nothing"]).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["file"], "");
        Assert.Contains("is a file", Refusal(_folder["file"]).Message, StringComparison.Ordinal);
        var empty = Refusal(_folder.Path);
        Assert.Contains("has no meta.json", empty.Message, StringComparison.Ordinal);
        Assert.Equal(_folder.Path, empty.Path);
        Assert.NotNull(empty.Hint);
    }

    [Fact]
    public void A_dataset_in_place_of_its_project_is_recognised()
    {
        new ProjectFolder(_folder["p"]).Image("d", "a.png");

        Assert.Equal($"Open the project, '{_folder["p"]}'.", Refusal(_folder["p", "d"]).Hint);
    }

    [Fact]
    public void A_project_of_videos_is_refused_by_its_type_or_by_its_folders()
    {
        _ = new ProjectFolder(_folder["typed"], """{"classes": [], "projectType": "videos"}""");
        new ProjectFolder(_folder["old"], """{"classes": []}""").Write("d/video/a.mp4", "x");

        Assert.Contains("a project of videos", Refusal(_folder["typed"]).Message, StringComparison.Ordinal);
        Assert.Contains("a project of videos", Refusal(_folder["old"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_meta_is_named_with_its_line()
    {
        var project = new ProjectFolder(_folder["p"], "{\"classes\": [\n\n}").Image("d", "a.png").Open();

        var problem = Assert.Single(project.Problems);
        Assert.Equal(("TRAIN501", true, 3), (problem.Id, problem.IsError, problem.Line));
        Assert.Equal(_folder["p", "meta.json"], problem.Path);
        Assert.Empty(project.Meta.Classes);
    }

    [Fact]
    public void An_unreadable_meta_without_any_dataset_is_no_project()
    {
        _ = new ProjectFolder(_folder["p"], """{"name": "something else"}""");

        Assert.Contains("is no project", Refusal(_folder["p"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_images_says_so()
    {
        var problem = Assert.Single(new ProjectFolder(_folder["p"]).Open().Problems);

        Assert.Equal(("TRAIN504", true), (problem.Id, problem.IsError));
    }

    [Fact]
    public void Everything_that_is_left_out_is_named()
    {
        var project = new ProjectFolder(_folder["p"])
            .Image("good", "a.png")
            .Write("good/img/unlabelled.png", "x")
            .Write("good/img/notes.txt", "x")
            .Write("good/img/.DS_Store", "x")
            .Write("good/img/twin.png", "x").Write("good/img/twin.jpg", "x").Write("good/ann/twin.json", ProjectFolder.Annotation())
            .Write("good/ann/gone.png.json", ProjectFolder.Annotation())
            .Write("no images/ann/a.png.json", ProjectFolder.Annotation())
            .Write("no annotations/img/a.png", "x")
            .Write("empty/readme.md", "x")
            .Write("archive/1_offsets.pkl", "x")
            .Write("seg/img/a.png", "x").Write("seg/ann/a.png.json", ProjectFolder.Annotation())
            .Image("good/datasets/twice", "a.png").Image("good/twice", "b.png")
            .Write(".git/config", "x")
            .Open();

        Assert.Equal(["good/a.png", "good/twice/a.png"], project.Images.Select(image => image.ToString()));
        Assert.Equal(
            [
                "TRAIN503 True archive",
                "TRAIN503 True empty",
                "TRAIN503 True good/twice",
                "TRAIN503 True no annotations",
                "TRAIN503 True no images",
                "TRAIN503 True seg",
                "TRAIN505 True good/img/unlabelled.png",
                "TRAIN506 True good/img/twin.jpg",
                "TRAIN506 True good/img/twin.png",
                "TRAIN508 False good/ann/gone.png.json",
                "TRAIN509 False good/img/notes.txt",
            ],
            project.Problems
                .Select(problem => $"{problem.Id} {problem.IsError} {Path.GetRelativePath(project.Directory, problem.Path).Replace('\\', '/')}")
                .Order(StringComparer.Ordinal));
        Assert.Contains("archive", project.Problems.Single(problem => problem.Path.EndsWith("archive", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_object_is_named_with_file_and_line()
    {
        var project = new ProjectFolder(_folder["p"]).Image("d", "a.png").Write(
            "d/ann/a.png.json",
            $$$"""
            {"size": {"height": 1, "width": 1}, "tags": [], "objects": [
              {{{ProjectFolder.Box("kiwi")}}},
              {{{ProjectFolder.Box("nobody")}}},
              {"classTitle": "kiwi", "tags": [], "points": {"exterior": [[1, 2]], "interior": []}}
            ]}
            """).Open();

        var refusal = Assert.Throws<ProjectException>(() => project.Images[0].ReadAnnotation());

        Assert.Equal(
            $"Object 2 cannot be read: the project has no class 'nobody'. There are 1 more mistakes in it. See {project.Images[0].AnnotationPath}, line 3.",
            refusal.Message);
        Assert.Equal(project.Images[0].AnnotationPath, refusal.Path);
    }

    private static ProjectException Refusal(string path) => Assert.Throws<ProjectException>(() => Project.Open(path));
}
