using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

public sealed class ProjectRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ProjectRegistry Registry => new(_folder["workspace"]);

    [Fact]
    public void A_project_keeps_its_number_and_others_get_the_next()
    {
        var first = Register(new ProjectFolder(_folder["a"]).Image("d", "1.png"));
        var second = Register(new ProjectFolder(_folder["b"]).Image("d", "2.png"));
        var again = Register(new ProjectFolder(_folder["a"]));

        Assert.Equal((1, 2, 1), (first.Id, second.Id, again.Id));
        Assert.Equal([1L, 2], Registry.List().Select(entry => entry.Id));
        Assert.Equal(RealPath.Of(_folder["b"]), Registry.Find(2)!.Path);
        Assert.Equal("b", Registry.Find(2)!.Name);
        Assert.Null(Registry.Find(3));
        Assert.True(File.Exists(_folder["workspace", "projects", "1", "project.json"]));
    }

    [Fact]
    public void A_folder_that_moved_is_found_by_its_content_and_a_copy_is_not_taken_for_it()
    {
        var folder = new ProjectFolder(_folder["a"]).Image("d", "1.png");
        Assert.Equal(1, Register(folder).Id);
        folder.Write("d/ann/1.png.json", ProjectFolder.Annotation("lemon", "thing"));
        Assert.Equal(1, Register(folder).Id);
        var copy = new ProjectFolder(_folder["copy"]).Image("d", "1.png").Write("d/ann/1.png.json", ProjectFolder.Annotation("lemon", "thing"));
        Assert.Equal(2, Register(copy).Id);

        Directory.Move(_folder["a"], _folder["moved"]);

        var moved = Register(Project.Open(_folder["moved"]));
        Assert.Equal((1, RealPath.Of(_folder["moved"]), "moved"), (moved.Id, moved.Path, moved.Name));
        Assert.Equal(moved, Registry.Find(1));
    }

    [Fact]
    public void A_project_is_the_same_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Register(new ProjectFolder(_folder["a"]).Image("d", "1.png"));
        Directory.CreateSymbolicLink(_folder["link"], _folder["a"]);

        Assert.Equal(1, Register(new ProjectFolder(_folder["link"])).Id);
    }

    [Fact]
    public void A_project_that_carries_an_id_keeps_it_unless_it_is_taken()
    {
        static ProjectFolder Carrying(string path, string image) => new ProjectFolder(path).Image("d", image).Info("d", image, id: 5, datasetId: 6, projectId: 4711);

        Assert.Equal(4711, Register(Carrying(_folder["a"], "1.png")).Id);
        Assert.Equal(4712, Register(Carrying(_folder["b"], "2.png")).Id);
    }

    [Fact]
    public void Numbers_in_the_trash_and_numbers_half_claimed_are_not_given_again()
    {
        Directory.CreateDirectory(_folder["workspace", "trash", "projects", "7"]);
        Directory.CreateDirectory(_folder["workspace", "projects", "8"]);

        Assert.Equal(9, Register(new ProjectFolder(_folder["a"]).Image("d", "1.png")).Id);
    }

    [Fact]
    public async Task Many_at_once_get_one_number_for_one_project()
    {
        var folders = Enumerable.Range(0, 3).Select(i => new ProjectFolder(_folder[$"p{i}"]).Image("d", $"{i}.png")).ToList();

        var ids = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => (Folder: i % 3, Register(folders[i % 3]).Id))));

        Assert.Equal([1L, 2, 3], ids.Select(pair => pair.Id).Distinct().Order());
        Assert.All(ids.GroupBy(pair => pair.Folder), group => Assert.Single(group.Select(pair => pair.Id).Distinct()));
    }

    private RegisteredProject Register(ProjectFolder folder) => Register(folder.Open());

    private RegisteredProject Register(Project project)
    {
        var stop = TestContext.Current.CancellationToken;
        return Registry.Register(project, ProjectFingerprint.Compute(project, stop), stop);
    }
}
