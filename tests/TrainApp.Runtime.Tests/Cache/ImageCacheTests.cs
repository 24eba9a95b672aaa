using TrainApp.Cache;
using TrainApp.Platform;
using TrainApp.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Cache;

public sealed class ImageCacheTests : CachedPreparationTest
{
    [Fact]
    public async Task Images_of_a_run_are_read_only_links_to_the_cache_and_never_to_the_users_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Inodes are looked at.");
        var before = ProjectFolder.HashOf(Source().Path);
        var first = await PrepareAsync("1");
        var second = await PrepareAsync("2");

        RequireUsersImages(first);
        RequireUsersImages(second);
        var cached = Copies().Select(file => FileState.Of(file)!.Value.Inode).ToHashSet();
        Assert.Equal(6, cached.Count);
        foreach (var image in first.Project.Images.Concat(second.Project.Images))
        {
            Assert.Contains(FileState.Of(image.ImagePath)!.Value.Inode, cached);
            Assert.True(new FileInfo(image.ImagePath).IsReadOnly);
            Assert.False(new FileInfo(image.AnnotationPath).IsReadOnly);
        }

        Assert.DoesNotContain(Project.Open(Temporary["source"]).Images, image => cached.Contains(FileState.Of(image.ImagePath)!.Value.Inode));
        Assert.Equal(before, ProjectFolder.HashOf(Temporary["source"]));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Images), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public async Task The_cache_changes_no_name_and_no_byte_of_what_is_prepared()
    {
        Source().Image("a", "twin.png").Write("a/img/twin.png", "a/00.png").Write("b/img/empty.png", "").Write("b/ann/empty.png.json", ProjectFolder.Annotation("kiwi"));
        var plain = await PrepareAsync("1", cached: false);
        var cached = await PrepareAsync("2");

        Assert.Equal(plain.TrainImages, cached.TrainImages);
        Assert.Equal(plain.ValImages, cached.ValImages);
        Assert.Equal(plain.Problems, cached.Problems);
        Assert.Equal(Contents(plain), Contents(cached));

        static IEnumerable<string> Contents(PreparedProject prepared) => Directory.EnumerateFiles(prepared.Project.Directory, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(prepared.Project.Directory, file) + File.ReadAllText(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_replaced_under_its_name_size_and_date_is_noticed(bool inPlace)
    {
        Source();
        await PrepareAsync("1");
        var image = Temporary["source", "a", "img", "02.png"];
        var date = File.GetLastWriteTimeUtc(image);
        if (!inPlace) File.Delete(image);
        File.WriteAllText(image, "A/02.PNG");
        File.SetLastWriteTimeUtc(image, date);

        var prepared = await PrepareAsync("2");

        RequireUsersImages(prepared);
        Assert.Equal("A/02.PNG", File.ReadAllText(prepared.Train.Images.Single(item => item.Name == "a__02.png").ImagePath));
    }

    [Theory]
    [InlineData("A/02.PNG", true)]
    [InlineData("A/02.PNG", false)]
    [InlineData("", true)]
    [InlineData("longer than before", false)]
    public async Task An_app_that_writes_into_its_images_spoils_neither_the_users_nor_the_next_run(string written, bool keepsDate)
    {
        var source = Source();
        var before = ProjectFolder.HashOf(source.Path);
        var first = await PrepareAsync("1");
        foreach (var image in first.Project.Images)
        {
            var date = File.GetLastWriteTimeUtc(image.ImagePath);
            File.SetAttributes(image.ImagePath, FileAttributes.Normal);
            File.WriteAllText(image.ImagePath, written);
            if (keepsDate) File.SetLastWriteTimeUtc(image.ImagePath, date);
        }

        RequireUsersImages(await PrepareAsync("2"));

        using (var cache = ImageCache.Open(Workspace))
        {
            ProjectPreparation.Remove(Temporary["workspace", "runs", "1"], cache);
            cache.Save();
        }

        RequireUsersImages(await PrepareAsync("3"));
        Assert.Equal(before, ProjectFolder.HashOf(source.Path));
    }

    [Fact]
    public async Task What_an_app_wrote_is_noticed_after_its_run_was_cleaned_up()
    {
        Source();
        var first = await PrepareAsync("1");
        var image = first.Train.Images[0].ImagePath;
        var date = File.GetLastWriteTimeUtc(image);
        File.SetAttributes(image, FileAttributes.Normal);
        File.WriteAllText(image, "A/00.PNG");
        File.SetLastWriteTimeUtc(image, date);
        using (var cache = ImageCache.Open(Workspace))
        {
            ProjectPreparation.Remove(Temporary["workspace", "runs", "1"], cache);
            cache.Save();
        }

        RequireUsersImages(await PrepareAsync("2"));
    }

    [Fact]
    public async Task Preparations_at_once_share_the_cache()
    {
        Source(images: 60);

        var prepared = await Task.WhenAll(Enumerable.Range(1, 4).Select(run => Task.Run(() => PrepareAsync($"{run}"))));

        foreach (var project in prepared) RequireUsersImages(project);
        Assert.Equal(60, Copies().Count);
        RequireUsersImages(await PrepareAsync("5"));
    }

    [Fact]
    public async Task The_cache_may_be_emptied_between_runs()
    {
        Source();
        var first = await PrepareAsync("1");
        Directory.Delete(Temporary["workspace", "cache"], recursive: true);

        RequireUsersImages(first);
        RequireUsersImages(await PrepareAsync("2"));
        Directory.Delete(Images, recursive: true);
        RequireUsersImages(await PrepareAsync("3"));
        Directory.Delete(Temporary["workspace", "cache", "hashes"], recursive: true);
        RequireUsersImages(await PrepareAsync("4"));
    }

    [Fact]
    public async Task A_half_written_copy_or_memory_is_not_believed()
    {
        Source();
        await PrepareAsync("1");
        var random = new Random(5);
        foreach (var file in Directory.EnumerateFiles(Temporary["workspace", "cache"], "*", SearchOption.AllDirectories))
        {
            // As a power cut leaves it: the name is there, the content is not.
            File.SetAttributes(file, FileAttributes.Normal);
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            if (file.EndsWith(".bin", StringComparison.Ordinal)) bytes[random.Next(bytes.Length)] ^= 1;
            await File.WriteAllBytesAsync(file, file.EndsWith(".bin", StringComparison.Ordinal) ? bytes : bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        }

        RequireUsersImages(await PrepareAsync("2"));
    }

    [Fact]
    public async Task On_another_device_images_are_copied()
    {
        Source();
        using var memory = new TemporaryFolder(inMemory: true);
        using var cache = ImageCache.Open(Workspace);
        var project = Project.Open(Temporary["source"]);
        var canLink = cache.CanLinkTo(memory.Path);
        Assert.SkipWhen(canLink, "Both folders lie on one device.");

        var prepared = await Prepare(Request(project, 4) with { WorkDirectory = memory["work"], Cache = cache });

        RequireUsersImages(prepared);
        foreach (var image in prepared.Project.Images) File.WriteAllText(image.ImagePath, "written by an app");
        Assert.Empty(Copies());
        Assert.Empty(Directory.EnumerateFiles(memory["work"], ".*"));
    }

    [Fact]
    public void A_copy_with_as_many_names_as_it_may_have_is_copied_again()
    {
        Source();
        Directory.CreateDirectory(Temporary["links"]);
        using var cache = ImageCache.Open(Workspace);
        cache.Give(Temporary["source", "a", "img", "00.png"], Temporary["links", "first"]);
        var names = 1;
        while (names <= 65_000 && HardLink.Create(Temporary["links", "first"], Temporary["links", $"{names}"]) == LinkOutcome.Linked) names++;
        Assert.SkipWhen(names > 65_000, "This file system allows more names than a test can make.");

        cache.Give(Temporary["source", "a", "img", "00.png"], Temporary["links", "next"]);
        cache.Give(Temporary["source", "a", "img", "00.png"], Temporary["links", "after"]);

        Assert.Equal("a/00.png", File.ReadAllText(Temporary["links", "after"]));
        Assert.Equal(FileState.Of(Temporary["links", "next"])!.Value.Inode, FileState.Of(Temporary["links", "after"])!.Value.Inode);
        Assert.NotEqual(FileState.Of(Temporary["links", "first"])!.Value.Inode, FileState.Of(Temporary["links", "after"])!.Value.Inode);
    }
}
