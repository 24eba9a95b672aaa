using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

public sealed class PreparationSafetyTests : PreparationTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("Ünïcode 项目 (1) 'q' \"d\"")]
    public async Task The_users_project_is_never_written_to(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.Contains('"', StringComparison.Ordinal), "No such names there.");
        var source = new ProjectFolder(Temporary[name, "datasets", "p"]).Image("Johann", "фото 1.jpg").Image("Johann/datasets/ä 'b'", "2.png").Image("z", "3.png");
        Directory.CreateDirectory(Temporary["elsewhere"]);
        File.Move(Path.Combine(source.Path, "z", "img", "3.png"), Temporary["elsewhere", "3.png"]);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(source.Path, "z", "img", "3.png"), Temporary["elsewhere", "3.png"]);
        else File.Copy(Temporary["elsewhere", "3.png"], Path.Combine(source.Path, "z", "img", "3.png"));
        File.SetAttributes(Path.Combine(source.Path, "Johann", "img", "фото 1.jpg"), FileAttributes.ReadOnly);
        var before = (ProjectFolder.HashOf(source.Path), ProjectFolder.HashOf(Temporary["elsewhere"]));

        var prepared = await Prepare(Request(source.Open(), train: 2) with { WorkDirectory = Temporary[name, "work"] });
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

        Assert.Equal(before, (ProjectFolder.HashOf(source.Path), ProjectFolder.HashOf(Temporary["elsewhere"])));
        File.SetAttributes(Path.Combine(source.Path, "Johann", "img", "фото 1.jpg"), FileAttributes.Normal);
    }

    [Fact]
    public async Task A_cancelled_preparation_leaves_no_mark()
    {
        var folder = new ProjectFolder(Temporary["source"]);
        for (var i = 0; i < 30; i++) folder.Image("a", $"{i}.png");
        var request = Request(folder.Open(), train: 20) with { MaxParallelism = 1 };
        using var stop = new CancellationTokenSource();
        var progress = new Reports((done, _) =>
        {
            if (done == 5) stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProjectPreparation.PrepareAsync(request, progress, stop.Token));

        Assert.False(File.Exists(Temporary["work", "prepared.json"]));
        Assert.False((await Prepare(request)).WasPrepared);
    }

    [Fact]
    public async Task Classes_are_checked_first()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);

        var unknown = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request with { Classes = ["lemom"] }));
        var none = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request with { Classes = [] }));

        Assert.Contains("Did you mean 'lemon'?", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("No class is selected", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Temporary["work"]));
    }

    [Fact]
    public async Task A_project_whose_meta_cannot_be_read_is_refused()
    {
        var request = Request(new ProjectFolder(Temporary["source"], "{").Image("a", "1.png").Image("b", "2.png").Open(), train: 1);

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request));

        Assert.Contains("meta.json is no JSON", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_in_the_source_and_source_in_the_output_are_refused_even_behind_links()
    {
        var project = new ProjectFolder(Temporary["outer", "work", "source"]).Image("a", "1.png").Image("b", "2.png").Open();
        var request = Request(project, train: 1);
        var before = ProjectFolder.HashOf(project.Directory);

        await Refused(request with { WorkDirectory = project.Directory });
        await Refused(request with { WorkDirectory = Path.Combine(project.Directory, "a", "img") });
        await Refused(request with { WorkDirectory = Temporary["outer", "work"] });
        await Refused(request with { WorkDirectory = Temporary["outer"] });
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Temporary["link"], project.Directory);
            await Refused(request with { WorkDirectory = Temporary["link", "new"] });
            Directory.CreateDirectory(Temporary["tricky"]);
            Directory.CreateSymbolicLink(Temporary["tricky", "project"], project.Directory);
            await Refused(request with { WorkDirectory = Temporary["tricky"] });
        }

        Assert.Equal(before, ProjectFolder.HashOf(project.Directory));

        async Task Refused(PreparationRequest wrong) =>
            Assert.Contains("lies in", (await Assert.ThrowsAsync<ProjectException>(() => Prepare(wrong))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_space_is_said_before_anything_is_copied()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Write("a/img/1.png", new string('x', 3 << 20)).Image("b", "2.png").Open(), train: 1);

        var refusal = Assert.Throws<ProjectException>(() => DiskSpace.Require(request, available: 1 << 20));

        Assert.Contains("needs 3 MiB; 1 MiB are free", refusal.Message, StringComparison.Ordinal);
        DiskSpace.Require(request, available: 4 << 20);
    }

    [Fact]
    public async Task Images_that_the_cache_holds_need_no_space()
    {
        var workspace = Workspace.Locate(Temporary["workspace"], null);
        var source = new ProjectFolder(Temporary["source"]).Image("a", "1.png").Write("a/img/1.png", new string('x', 3 << 20)).Image("b", "2.png").Image("b", "3.png").Write("b/img/3.png", new string('y', 2 << 20)).Open();
        HashMemory.Settle();
        using var cache = ImageCache.Open(workspace);
        var request = Request(source, train: 1) with { WorkDirectory = Temporary["workspace", "runs", "1"], Cache = cache };
        Assert.Contains("needs 5 MiB", Assert.Throws<ProjectException>(() => DiskSpace.Require(request, available: 4 << 20)).Message, StringComparison.Ordinal);
        await Prepare(request);

        DiskSpace.Require(request, available: 1 << 10);
        DiskSpace.Require(request with { Val = [.. request.Train, .. request.Val] }, available: 1 << 10);

        File.WriteAllText(source.Images[0].ImagePath, new string('z', 3 << 20));
        Assert.Contains("needs 3 MiB", Assert.Throws<ProjectException>(() => DiskSpace.Require(request, available: 1 << 20)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workTemporary_that_cannot_be_made_is_explained()
    {
        var request = Request(new ProjectFolder(Temporary["source"]).Image("a", "1.png").Image("b", "2.png").Open(), train: 1);
        File.WriteAllText(Temporary["work"], "a file in the way");

        var refusal = await Assert.ThrowsAsync<ProjectException>(() => Prepare(request));

        Assert.Contains("could not be prepared", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(refusal.InnerException, exactMatch: false);
    }
}
