using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Cultures, names of folders, and the user's own data.</summary>
public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("de_DE.UTF-8", "de-DE")]
    [InlineData("tr_TR.UTF-8", "tr-TR")]
    public async Task A_whole_run_does_not_depend_on_the_culture(string language, string culture)
    {
        await using var workspace = new TestWorkspace();
        foreach (var variable in (string[])["LANG", "LC_ALL"]) workspace.Environment[variable] = language;
        workspace.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        var doctor = await workspace.RunAsync("doctor", "--json");
        Assert.SkipUnless(doctor.Output.Contains($"culture '{culture}'", StringComparison.Ordinal), $"This system has no data of the culture {culture} (libicu is missing).");

        var result = await workspace.RunAsync("train", "--json", "--model", "TINY", "--set", "optimizer.lr=0.25", "--split", "random:60");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        Assert.Equal(0.2, result.Json.GetProperty("metrics").GetProperty("mAP").GetDouble());
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.Contains("lr: 0.25  #", await File.ReadAllTextAsync(Path.Combine(artifacts, "hyperparameters.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(artifacts, "experiment_info.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", info.GetProperty("datetime").GetString());
        Assert.Equal((6, 4), (info.GetProperty("train_size").GetInt32(), info.GetProperty("val_size").GetInt32()));
        RunFiles.RequireRightManifest(artifacts);
        Assert.Contains("epoch 2/2  loss 0.125  mAP 0.2", result.Errors, StringComparison.Ordinal);
        Assert.Contains("mAP 0.2)", (await workspace.RunAsync("runs")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_may_have_any_name()
    {
        await using var workspace = new TestWorkspace("Ünïcode 项目 (1)/'q' \"r\" & $HOME");
        var project = ProjectOnDisk.Make(Path.Combine(workspace.Root, "Früchte 水果 'x'"));
        var result = await workspace.RunAsync("train", "--json", "--project", project, "--name", "İlk koşu \"1\"");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal(Path.Combine(workspace.Data, "experiments", "1_Früchte 水果 _x_", "1_Fixture"), artifacts);
        RunFiles.RequireRightManifest(artifacts);
        var info = await File.ReadAllTextAsync(Path.Combine(artifacts, "experiment_info.json"), TestContext.Current.CancellationToken);
        Assert.Contains("İlk koşu", info, StringComparison.Ordinal);
        Assert.Equal(1, (await workspace.RunAsync("show", "İlk koşu \"1\"", "--json")).Run);
        Assert.Equal(0, (await workspace.RunAsync("export", "1", "--format", "onnx", "--json")).ExitCode);
        RunFiles.RequireRightManifest(artifacts);
    }

    [Fact]
    public async Task Settings_may_stand_in_files_and_nearer_ones_win()
    {
        await using var workspace = new TestWorkspace();
        ProjectOnDisk.Make(Path.Combine(workspace.Root, "kiwis"));
        ProjectOnDisk.Make(Path.Combine(workspace.Root, "figs"));
        var cancelled = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(workspace.Environment["HOME"]!, "supervisely.env"), "API_TOKEN=secret\nPROJECT_ID=nowhere\nDEBUG_APP_DIR='data of mine'\n", cancelled);
        await File.WriteAllTextAsync(Path.Combine(workspace.Root, "local.env"), "# the project\nexport PROJECT_ID = \"kiwis\" # here\n", cancelled);
        Assert.Equal("1_kiwis", await PublishedUnderAsync("train", "--json"));
        workspace.Environment["PROJECT_ID"] = "figs";
        Assert.Equal("2_figs", await PublishedUnderAsync("train", "--json"));
        Assert.Equal("1_kiwis", await PublishedUnderAsync("train", "--json", "--project", "kiwis"));
        Assert.Equal("1_kiwis", await PublishedUnderAsync("train", "--json", "--project", "1"));

        async Task<string?> PublishedUnderAsync(params string[] words)
        {
            var artifacts = (await workspace.RunAsync(words)).Json.GetProperty("artifacts").GetString()!;
            Assert.StartsWith(Path.Combine(workspace.Root, "data of mine", "experiments"), artifacts, StringComparison.Ordinal);
            return Path.GetFileName(Path.GetDirectoryName(artifacts));
        }
    }

    [Fact]
    public async Task An_app_that_writes_into_its_data_changes_nothing_of_the_users()
    {
        await using var workspace = new TestWorkspace();
        var project = ProjectOnDisk.Make(Path.Combine(workspace.Root, "kiwis"));
        var before = RunFiles.Fingerprint(project);
        var result = await workspace.RunAsync("train", "--json", "--project", project, "--set", "behaviour=write-into-data");
        Assert.Equal((0, "completed"), (result.ExitCode, result.State));
        Assert.Equal(before, RunFiles.Fingerprint(project));
    }

    [Fact]
    public async Task A_published_folder_that_is_in_the_way_is_not_touched()
    {
        await using var workspace = new TestWorkspace();
        var taken = Directory.CreateDirectory(Path.Combine(workspace.Data, "experiments", "1_Sample", "1_Fixture")).FullName;
        await File.WriteAllTextAsync(Path.Combine(taken, "mine.txt"), "mine", TestContext.Current.CancellationToken);
        var before = RunFiles.Fingerprint(taken);
        var result = await workspace.TrainAsync();
        var artifacts = result.Json.GetProperty("artifacts").GetString()!;
        Assert.Equal((0, taken + "_001"), (result.ExitCode, artifacts));
        Assert.Equal(before, RunFiles.Fingerprint(taken));
        var info = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(artifacts, "experiment_info.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("/experiments/1_Sample/1_Fixture_001/", info.GetProperty("artifacts_dir").GetString());
    }
}
