using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary><c>local.env</c> and <c>~/supervisely.env</c> set what the environment does not.</summary>
public sealed class EnvironmentFileTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Theory]
    [InlineData("PROJECT_ID=fruit shop\n", null, null, "fruit shop")]
    [InlineData("# a comment\n\nexport PROJECT_ID = \"fruit shop\"\n", null, null, "fruit shop")]
    [InlineData("PROJECT_ID=fruit shop # the small one\n", null, null, "fruit shop")]
    [InlineData(null, "PROJECT_ID=fruit shop\n", null, "fruit shop")]
    [InlineData("PROJECT_ID=fruit shop\n", "PROJECT_ID=elsewhere\n", null, "fruit shop")]
    [InlineData("PROJECT_ID=elsewhere\n", null, "fruit shop", "fruit shop")]
    public async Task The_project_is_the_one_that_wins(string? local, string? home, string? environment, string project)
    {
        ProjectOnDisk.Make(Path.Combine(_workspace.Root, project));
        var user = Directory.CreateDirectory(Path.Combine(_workspace.Root, "home")).FullName;
        if (local is not null) await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "local.env"), local, TestContext.Current.CancellationToken);
        if (home is not null) await File.WriteAllTextAsync(Path.Combine(user, "supervisely.env"), home, TestContext.Current.CancellationToken);
        _workspace.Environment["HOME"] = user;
        _workspace.Environment["PROJECT_ID"] = environment;

        var trained = await _workspace.TrainAsync("epochs=1");
        Assert.Equal(0, trained.ExitCode);
        Assert.Contains("fruit shop", trained.Json.GetProperty("artifacts").GetString(), StringComparison.Ordinal);
    }
}
