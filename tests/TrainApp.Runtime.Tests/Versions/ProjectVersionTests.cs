using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Projects;
using TrainApp.Tests.Projects;
using TrainApp.Versions;

namespace TrainApp.Tests.Versions;

public sealed class ProjectVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_of_anything_makes_a_version_and_nothing_else_does()
    {
        var source = Source();
        Assert.Equal(1, Take().Version);
        Assert.Equal(1, Take().Version);
        source.Write("a/ann/1.png.json", ProjectFolder.Annotation("thing"));
        Assert.Equal(2, Take().Version);
        var date = File.GetLastWriteTimeUtc(Path.Combine(source.Path, "a", "img", "1.png"));
        source.Write("a/img/1.png", "A/1.PNG");
        File.SetLastWriteTimeUtc(Path.Combine(source.Path, "a", "img", "1.png"), date);
        Assert.Equal(3, Take().Version);
        source.Image("c", "9.png");
        Assert.Equal(4, Take().Version);
        File.Delete(Path.Combine(source.Path, "c", "img", "9.png"));
        File.Delete(Path.Combine(source.Path, "c", "ann", "9.png.json"));
        Assert.Equal(5, Take().Version);
        source.Write("meta.json", ProjectFolder.Meta.Replace("ripe", "green", StringComparison.Ordinal));
        Assert.Equal(6, Take().Version);
        source.Write("meta.json", ProjectFolder.Meta);
        Assert.Equal(7, Take().Version);
        source.Write("notes.txt", "of the user");
        Assert.Equal(7, Take().Version);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Folder().Numbers());
    }

    [Fact]
    public void Equal_data_has_equal_ids_wherever_it_lies()
    {
        Source();
        var here = Take();
        var elsewhere = Take(_folder["elsewhere"]);
        Directory.Move(_folder["source"], _folder["moved"]);

        Assert.Equal(here, elsewhere);
        Assert.Equal(here, Take(source: "moved"));
        Assert.Matches("^[0-9a-f]{64}$", here.Id);
    }

    [Fact]
    public async Task A_version_is_restored_byte_by_byte()
    {
        var source = Source().Folder("empty/img").Folder("empty/ann").Write("meta.json", "\uFEFF" + ProjectFolder.Meta + "\r\n");
        File.Move(Path.Combine(source.Path, "b", "ann", "4.jpg.json"), Path.Combine(source.Path, "b", "ann", "4.json"));
        var original = source.Open();
        var (fingerprint, ids) = (ProjectFingerprint.Compute(original, TestContext.Current.CancellationToken), Ids(original));
        var version = Take();
        foreach (var image in original.Images) File.WriteAllText(image.AnnotationPath, ProjectFolder.Annotation());
        source.Write("meta.json", "{").Image("a", "0.png");

        var restored = await RestoreAsync(1);

        Assert.Equal(version, restored.Version);
        Assert.Equal("source", restored.Project.Name);
        Assert.Equal(fingerprint, ProjectFingerprint.Compute(restored.Project, TestContext.Current.CancellationToken));
        Assert.Equal(ids, Ids(restored.Project));
        Assert.Equal(original.Datasets.Select(dataset => dataset.FullName), restored.Project.Datasets.Select(dataset => dataset.FullName));
        Assert.All(restored.Project.Images, image => Assert.Equal(image.ToString().Replace("b/c/", "b/datasets/c/", StringComparison.Ordinal), File.ReadAllText(image.ImagePath)));
        var second = await RestoreAsync(1);
        Assert.Equal(restored.Project.Directory, second.Project.Directory);
    }

    [Fact]
    public async Task Ids_that_the_project_carries_are_restored()
    {
        var source = Source();
        foreach (var (image, i) in source.Open().Images.Select((image, i) => (image, i)).ToList())
            source.Info(Path.GetRelativePath(source.Path, image.Dataset.Directory), image.Name, 900 + (7 * i), image.Dataset.FullName.Length + 70, 5);
        var ids = Ids(source.Open());
        Assert.Equal("900", ids[0].Split(' ')[^1]);
        Take();
        source.Image("a", "0.png");

        Assert.Equal(ids, Ids((await RestoreAsync(1)).Project));
    }

    [Fact]
    public async Task What_is_gone_or_has_changed_is_counted_and_named_and_comes_back_with_the_file()
    {
        var source = Source();
        Take();
        var image = Path.Combine(source.Path, "a", "img", "1.png");
        source.Write("a/img/1.png", "another").Image("x", "1.png");
        Directory.Delete(Path.Combine(source.Path, "b"), recursive: true);

        var error = await Assert.ThrowsAsync<ProjectException>(() => RestoreAsync(1));

        Assert.StartsWith("3 of 4 images of version 1 cannot be restored: a/1.png (has changed), b/4.jpg (is gone), b/c/1.png (is gone).", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder().Restored));
        File.WriteAllText(image, "a/1.png");
        source.Image("b", "4.jpg").Image("b/datasets/c", "1.png");
        Assert.Equal(4, (await RestoreAsync(1)).Project.Images.Count);
    }

    [Fact]
    public async Task Versions_that_keep_images_need_nothing_of_the_project()
    {
        var source = Source();
        Take();
        Assert.Equal(1, Take(keepImages: true).Version);
        Directory.Delete(source.Path, recursive: true);

        var restored = await RestoreAsync(1);

        Assert.Equal(["a/1.png", "a/2.png", "b/4.jpg", "b/c/1.png"], restored.Project.Images.Select(image => image.ToString()));
        Assert.Equal("b/datasets/c/1.png", await File.ReadAllTextAsync(restored.Project.Images[3].ImagePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Versions_outlive_the_cache()
    {
        var source = Source();
        var original = Annotations(source.Open());
        Take();
        source.Write("a/ann/1.png.json", ProjectFolder.Annotation("thing"));
        Take();
        await RestoreAsync(1);
        Directory.Delete(_folder["workspace", "cache"], recursive: true);

        Assert.Equal(original, Annotations((await RestoreAsync(1)).Project));
        Assert.Equal(Annotations(source.Open()), Annotations((await RestoreAsync(2)).Project));
    }

    [Fact]
    public async Task A_restored_version_that_was_written_into_is_made_anew()
    {
        Source();
        Take();
        var project = (await RestoreAsync(1)).Project;
        var original = Annotations(project);
        File.WriteAllText(project.Images[0].AnnotationPath, "{}");
        File.SetAttributes(project.Images[1].ImagePath, FileAttributes.Normal);
        File.WriteAllText(project.Images[1].ImagePath, "A/2.PNG");

        var again = (await RestoreAsync(1)).Project;

        Assert.Equal(original, Annotations(again));
        Assert.Equal("a/2.png", await File.ReadAllTextAsync(again.Images[1].ImagePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Starts_at_once_keep_one_version()
    {
        Source();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Take())));

        Assert.Equal(1, Assert.Single(taken.Distinct()).Version);
        Assert.Equal([1], Folder().Numbers());
        Assert.Equal(4, (await RestoreAsync(1)).Project.Images.Count);
    }

    [Fact]
    public async Task Annotations_are_kept_once_and_a_damaged_one_is_named()
    {
        var source = new ProjectFolder(_folder["source"]);
        for (var i = 0; i < 700; i++) source.Image("a", $"{i:000}.png").Write($"a/ann/{i:000}.png.json", $$"""{"size": {"height": 1, "width": {{i % 600 + 1}}}, "tags": [], "objects": []}""");
        Take();
        var pack = new FileInfo(Assert.Single(Directory.GetFiles(Folder().Annotations)));
        source.Write("a/ann/000.png.json", ProjectFolder.Annotation("thing"));
        Take();
        var later = Directory.GetFiles(Folder().Annotations).Single(file => file != pack.FullName);
        Assert.True(new FileInfo(later).Length < 1000, "The second pack holds more than what is new.");
        Assert.Equal(700, (await RestoreAsync(1)).Project.Images.Count);
        Directory.Delete(_folder["workspace", "cache"], recursive: true);

        var bytes = await File.ReadAllBytesAsync(pack.FullName, TestContext.Current.CancellationToken);
        bytes[40] ^= 0xFF;
        await File.WriteAllBytesAsync(pack.FullName, bytes, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<ProjectException>(() => RestoreAsync(1));
        Assert.Contains("(its annotation is damaged)", error.Message, StringComparison.Ordinal);
    }

    private ProjectFolder Source() =>
        new ProjectFolder(_folder["source"]).Image("a", "1.png").Image("a", "2.png", "thing", "kiwi").Image("b", "4.jpg").Image("b/datasets/c", "1.png", "lemon");

    private VersionFolder Folder(string? workspace = null) => new(Workspace.Locate(workspace ?? _folder["workspace"], null), 7);

    private ProjectVersion Take(string? workspace = null, string source = "source", bool keepImages = false)
    {
        var hashes = HashMemory.Open(Workspace.Locate(workspace ?? _folder["workspace"], null));
        var version = new VersionSnapshot(Project.Open(_folder[source]), Folder(workspace), hashes, TimeProvider.System, CancellationToken.None).Take(keepImages);
        hashes.Save();
        return version;
    }

    private async Task<(Project Project, ProjectVersion Version)> RestoreAsync(int number)
    {
        using var cache = ImageCache.Open(Workspace.Locate(_folder["workspace"], null));
        Directory.CreateDirectory(_folder["workspace", "projects", "7"]);
        var restored = await new VersionRestore(Folder(), cache).OpenAsync(number, _folder["source"], TestContext.Current.CancellationToken);
        cache.Save();
        return restored;
    }

    private static List<string> Ids(Project project) => [.. project.Images.Select(image => FormattableString.Invariant($"{image} {image.Dataset.Id} {image.Id}"))];

    private static List<string> Annotations(Project project) => [.. project.Images.Select(image => image + File.ReadAllText(image.AnnotationPath))];
}
