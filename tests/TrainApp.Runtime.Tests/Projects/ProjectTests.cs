namespace TrainApp.Tests.Projects;

public sealed class ProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Datasets_and_images_come_in_ordinal_order()
    {
        var project = new ProjectFolder(_folder["p"]).Image("b", "2.png").Image("b", "10.png").Image("B", "x.JPG").Image("ä", "a.webp").Open();

        Assert.Equal(["B", "b", "ä"], project.Datasets.Select(dataset => dataset.FullName));
        Assert.Equal(["B/x.JPG", "b/10.png", "b/2.png", "ä/a.webp"], project.Images.Select(image => image.ToString()));
        Assert.Empty(project.Problems);
        Assert.Equal("p", project.Name);
        Assert.Equal([1L, 2, 3, 4], project.Images.Select(image => image.Id));
    }

    [Theory]
    [InlineData("Johann")]
    [InlineData("train_img")]
    [InlineData("metaseg")]
    [InlineData("my datasets")]
    [InlineData("Ünïcode 项目 (1) 'q' \"d\"")]
    public void A_dataset_may_have_any_name_that_is_not_reserved(string name)
    {
        var project = new ProjectFolder(_folder["p"]).Image(name, "a.png").Open();

        Assert.Equal(name, Assert.Single(project.Datasets).FullName);
        Assert.Equal("kiwi", Assert.Single(project.Images[0].ReadAnnotation().Labels).ClassName);
        Assert.Empty(project.Problems);
    }

    [Fact]
    public void Names_of_nested_datasets_start_at_the_root_even_below_a_folder_called_datasets()
    {
        var project = new ProjectFolder(_folder["datasets", "lemons"])
            .Image("ds1", "a.png").Image("ds1/datasets/child", "b.png").Image("ds1/datasets/child/datasets/grand child", "c.png").Open();

        Assert.Equal(["ds1", "ds1/child", "ds1/child/grand child"], project.Datasets.Select(dataset => dataset.FullName));
        var dataset = project.Datasets["ds1/child/grand child"];
        Assert.Equal("grand child", dataset.Name);
        Assert.Equal(_folder["datasets", "lemons", "ds1", "datasets", "child", "datasets", "grand child"], dataset.Directory);
        Assert.True(File.Exists(dataset.Images[0].ImagePath));
        Assert.Throws<KeyNotFoundException>(() => project.Datasets["child"]);
        Assert.Null(project.Datasets.Find("DS1"));
    }

    [Fact]
    public void Datasets_are_found_in_a_folder_that_is_none_itself()
    {
        var project = new ProjectFolder(_folder["p"]).Image("group/a", "a.png").Image("group/datasets/b", "b.png").Open();

        Assert.Equal(["group/a", "group/b"], project.Datasets.Select(dataset => dataset.FullName));
        Assert.Empty(project.Problems);
    }

    [Fact]
    public void The_annotation_of_the_full_name_goes_before_the_older_one()
    {
        var project = new ProjectFolder(_folder["p"])
            .Write("d/img/a.jpg", "x").Write("d/ann/a.json", ProjectFolder.Annotation("kiwi"))
            .Write("d/img/b.jpg", "x").Write("d/ann/b.json", ProjectFolder.Annotation("kiwi")).Write("d/ann/b.jpg.json", ProjectFolder.Annotation("thing"))
            .Open();

        Assert.Equal(["a.json", "b.jpg.json"], project.Images.Select(image => Path.GetFileName(image.AnnotationPath)));
        Assert.Equal("thing", project.Images[1].ReadAnnotation().Labels[0].ClassName);
        var problem = Assert.Single(project.Problems);
        Assert.False(problem.IsError);
        Assert.Contains("'d/b.jpg' has two annotations", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_annotation_name_serves_the_image_that_has_no_other()
    {
        var project = new ProjectFolder(_folder["p"])
            .Image("d", "a.png").Write("d/img/a.jpg", "x").Write("d/ann/a.json", ProjectFolder.Annotation("thing")).Open();

        Assert.Equal(["a.json", "a.png.json"], project.Images.Select(image => Path.GetFileName(image.AnnotationPath)));
        Assert.Empty(project.Problems);
    }

    [Fact]
    public void A_project_of_annotations_alone_has_their_images_by_name()
    {
        var project = new ProjectFolder(_folder["p"]).Write("d/ann/a.jpg.json", ProjectFolder.Annotation("kiwi")).Folder("d/img").Open();

        var image = Assert.Single(project.Images);
        Assert.Equal("a.jpg", image.Name);
        Assert.False(image.HasImage);
        Assert.Single(image.ReadAnnotation().Labels);
    }

    [Fact]
    public void Ids_come_from_image_infos_when_every_image_has_one_and_they_differ()
    {
        var folder = new ProjectFolder(_folder["p"]).Image("a", "1.png").Image("b", "2.png")
            .Info("a", "1.png", id: 70, datasetId: 8, projectId: 3).Info("b", "2.png", id: 60, datasetId: 9, projectId: 3);

        var project = folder.Open();
        Assert.Equal([70L, 60], project.Images.Select(image => image.Id));
        Assert.Equal([8L, 9], project.Datasets.Select(dataset => dataset.Id));

        folder.Info("b", "2.png", id: 60, datasetId: 8, projectId: 3);
        project = folder.Open();
        Assert.Equal([70L, 60], project.Images.Select(image => image.Id));
        Assert.Equal([1L, 2], project.Datasets.Select(dataset => dataset.Id));

        folder.Info("b", "2.png", id: 70, datasetId: 9, projectId: 3);
        Assert.Equal([1L, 2], folder.Open().Images.Select(image => image.Id));

        folder.Write("b/img_info/2.png.json", "{");
        Assert.Equal([1L, 2], folder.Open().Images.Select(image => image.Id));
    }

    [Fact]
    public void A_link_to_a_folder_is_followed_and_one_that_leads_back_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var elsewhere = new ProjectFolder(_folder["elsewhere"]).Image("real", "a.png");
        var folder = new ProjectFolder(_folder["p"]).Image("own", "b.png");
        Directory.CreateSymbolicLink(_folder["p", "linked"], Path.Combine(elsewhere.Path, "real"));
        Directory.CreateSymbolicLink(_folder["p", "own", "loop"], "../../p");

        var project = folder.Open();

        Assert.Equal(["linked/a.png", "own/b.png"], project.Images.Select(image => image.ToString()));
        Assert.Contains("'loop' leads back", Assert.Single(project.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_are_read_side_by_side_and_come_in_order()
    {
        var folder = new ProjectFolder(_folder["p"]);
        for (var i = 0; i < 50; i++) folder.Image("d", $"{i:00}.png", i % 2 == 0 ? "kiwi" : "thing");
        folder.Write("d/ann/07.png.json", "nonsense");
        var project = folder.Open();

        var readings = new List<AnnotationReading>();
        await foreach (var reading in project.ReadAnnotationsAsync(7, TestContext.Current.CancellationToken)) readings.Add(reading);

        Assert.Equal(project.Images, readings.Select(reading => reading.Image));
        var broken = Assert.Single(readings, reading => reading.Annotation is null);
        Assert.Equal("07.png", broken.Image.Name);
        Assert.Equal("TRAIN510", Assert.Single(broken.Problems).Id);
        Assert.All(readings.Where(reading => reading != broken), reading => Assert.Single(reading.Annotation!.Labels));
    }

    [Fact]
    public async Task Reading_annotations_ends_when_it_is_cancelled()
    {
        var project = new ProjectFolder(_folder["p"]).Image("d", "1.png").Image("d", "2.png").Open();
        using var stop = new CancellationTokenSource();
        await using var readings = project.ReadAnnotationsAsync(1, stop.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await readings.MoveNextAsync());

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await readings.MoveNextAsync());
    }
}
