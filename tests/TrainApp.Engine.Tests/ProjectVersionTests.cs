using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Every start keeps a version of the data, and a later run can be given exactly that.</summary>
public sealed class ProjectVersionTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    private string Project => Path.Combine(_workspace.Root, "project");

    [Fact]
    public async Task A_run_of_a_version_gets_the_data_of_then()
    {
        ProjectOnDisk.Make(Project);
        var first = await PreparedData.TrainAsync(_workspace, "--project project", "--seed 3");
        await ChangeAsync();
        File.Copy(Image(0), Image(77));
        File.Copy(Annotation(0), Annotation(77));
        var changed = await PreparedData.TrainAsync(_workspace, "--project project", "--seed 3");
        Assert.NotEqual(first, changed);
        var before = RunFiles.Fingerprint(Project);

        var again = await PreparedData.TrainAsync(_workspace, "--project project", "--seed 3", "--project-version 1");

        Assert.Equal(first, again);
        Assert.Equal(await File.ReadAllTextAsync(_workspace.RunFile(1, "split.json"), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(_workspace.RunFile(3, "split.json"), TestContext.Current.CancellationToken));
        Assert.Equal(changed, await PreparedData.TrainAsync(_workspace, "--project 1", "--seed 3", "--project-version 2"));
        Assert.Equal(before, RunFiles.Fingerprint(Project));
    }

    [Fact]
    public async Task The_version_stands_in_the_experiment_and_an_export_later_still_finds_its_data()
    {
        ProjectOnDisk.Make(Project);
        var first = await _workspace.TrainAsync("--project project");
        await ChangeAsync();
        var second = await _workspace.TrainAsync("--project project");
        var old = await _workspace.TrainAsync("--project project", "--project-version 1", "export=throw");
        Assert.Equal(3, old.ExitCode);

        Assert.Equal((1, 2, 1), (Version(first).Number, Version(second).Number, Version(old).Number));
        Assert.Equal(Version(first), Version(old));
        Assert.NotEqual(Version(first).Id, Version(second).Id);
        Assert.Equal("1_project", Path.GetFileName(Path.GetDirectoryName(old.Json.GetProperty("artifacts").GetString())));

        Directory.Delete(Path.Combine(_workspace.Data, "cache"), recursive: true);
        Directory.Delete(_workspace.RunFile(3, "work"), recursive: true);
        _workspace.Environment["FIXTURE_EXPORT"] = "well";
        var export = await _workspace.RunAsync("export", "3", "--format", "onnx", "--json");
        Assert.True(export.ExitCode == 0, export.Errors);
        Assert.Equal(Version(first), Version(old));
        var split = JsonDocument.Parse(await File.ReadAllBytesAsync(_workspace.RunFile(3, "split.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(10, split.GetProperty("train").GetArrayLength() + split.GetProperty("val").GetArrayLength());
    }

    [Fact]
    public async Task Images_that_are_gone_and_versions_that_never_were_are_named_before_a_run_is_made()
    {
        ProjectOnDisk.Make(Project);
        var none = await _workspace.TrainAsync("--project project", "--project-version 1");
        Assert.Equal((2, "TRAIN532"), (none.ExitCode, none.Error.GetProperty("code").GetString()));
        Assert.Contains("It has none", none.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await PreparedData.TrainAsync(_workspace, "--project project", "--cache off");
        File.Delete(Image(4));
        await File.WriteAllTextAsync(Image(6), "another picture", TestContext.Current.CancellationToken);

        var unknown = await _workspace.TrainAsync("--project project", "--project-version 9");
        var gone = await _workspace.TrainAsync("--project project", "--project-version 1");

        Assert.Equal((2, "TRAIN532"), (unknown.ExitCode, unknown.Error.GetProperty("code").GetString()));
        Assert.Equal("The project 'project' has no version 9. It has: 1.", unknown.Error.GetProperty("message").GetString());
        Assert.Equal((2, "TRAIN533"), (gone.ExitCode, gone.Error.GetProperty("code").GetString()));
        Assert.Equal(
            "2 of 10 images of version 1 cannot be restored: fruits/kiwi 00004.png (is gone), fruits/kiwi 00006.png (has changed).",
            gone.Error.GetProperty("message").GetString());
        Assert.Contains("version_images", gone.Error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace.RunFile(2)));
    }

    [Fact]
    public async Task With_version_images_on_even_a_project_that_is_gone_comes_back()
    {
        _workspace.Environment["FIXTURE_OPTIONS"] = "version-images";
        ProjectOnDisk.Make(Project);
        var first = await PreparedData.TrainAsync(_workspace, "--project project", "--cache off");
        File.Delete(Image(2));
        Assert.Equal(first, await PreparedData.TrainAsync(_workspace, "--project project", "--project-version 1"));

        Directory.Delete(Path.Combine(_workspace.Data, "cache"), recursive: true);
        Directory.Delete(Project, recursive: true);
        Assert.Equal(first, await PreparedData.TrainAsync(_workspace, "--project 1", "--project-version 1"));
    }

    private string Image(int number) => Path.Combine(Project, "fruits", "img", FormattableString.Invariant($"kiwi {number:D5}.png"));

    private string Annotation(int number) => Path.Combine(Project, "fruits", "ann", FormattableString.Invariant($"kiwi {number:D5}.png.json"));

    private Task ChangeAsync() => File.WriteAllTextAsync(
        Annotation(3), """{"description": "changed", "size": {"height": 20, "width": 30}, "tags": [], "objects": []}""", TestContext.Current.CancellationToken);

    private static (string Id, int Number) Version(AppResult result)
    {
        var file = Path.Combine(result.Json.GetProperty("artifacts").GetString()!, "experiment_info.json");
        var version = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("project_version");
        return (version.GetProperty("id").GetString()!, version.GetProperty("version").GetInt32());
    }
}
