using TrainApp.Cache;
using TrainApp.Files;
using TrainApp.Preparation;
using TrainApp.Tests.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Cache;

/// <summary>What tests of the cache have in common: a workspace, and runs that are prepared in it.</summary>
public abstract class CachedPreparationTest : PreparationTest
{
    private protected Workspace Workspace => Workspace.Locate(Temporary["workspace"], null);

    private protected string Images => Temporary["workspace", "cache", "images"];

    private protected ProjectFolder Source(int images = 6)
    {
        var folder = new ProjectFolder(Temporary["source"]);
        for (var i = 0; i < images; i++) folder.Image(i % 2 == 0 ? "a" : "b", $"{i:00}.png");
        return folder;
    }

    /// <summary>Prepares all images of the source for a run, two of them for validation, in a session of its own.</summary>
    private protected async Task<PreparedProject> PrepareAsync(string run, bool cached = true)
    {
        using var cache = ImageCache.Open(Workspace);
        var project = Project.Open(Temporary["source"]);
        var prepared = await Prepare(Request(project, project.Images.Count - 2) with { WorkDirectory = Temporary["workspace", "runs", run], Cache = cached ? cache : null });
        cache.Save();
        return prepared;
    }

    /// <summary>Every image of a prepared project has the content that the user's file has.</summary>
    private protected void RequireUsersImages(PreparedProject prepared)
    {
        var images = prepared.TrainImages.Select(image => (Side: prepared.Train, Image: image)).Concat(prepared.ValImages.Select(image => (Side: prepared.Val, Image: image))).ToList();
        Assert.NotEmpty(images);
        foreach (var (side, image) in images)
        {
            Assert.Equal(
                File.ReadAllText(Temporary["source", image.Dataset, "img", image.Name]),
                File.ReadAllText(Path.Combine(side.ImageDirectory, image.PreparedName)));
        }
    }

    /// <summary>The copies in the cache.</summary>
    private protected IReadOnlyList<string> Copies() => [.. Directory.EnumerateFiles(Images, "*", SearchOption.AllDirectories)];
}
