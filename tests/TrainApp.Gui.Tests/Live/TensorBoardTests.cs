using System.Net;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Live;

public sealed class TensorBoardTests
{
    [Fact]
    public async Task TensorBoard_is_started_once_for_the_event_files_of_a_run_and_ends_with_the_server()
    {
        await using var workspace = new TestWorkspace();
        var said = Path.Combine(workspace.Root, "said");
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Root, "bin")).FullName;
        var program = Path.Combine(folder, "tensorboard");
        // It serves a page at the port that it is given, as the real one does.
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$@\" >> '{said}'\nexec '{TestWorkspace.App}' --workspace '{workspace.Root}/other' --no-browser --port \"$6\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        workspace.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        await workspace.TrainAsync();
        Uri address;
        await using (var app = await ServedApp.StartAsync(workspace))
        {
            using var client = await app.SignInAsync();
            address = await OpenAsync(client);
            Assert.Equal(address, await OpenAsync(client));
            using var board = new HttpClient();
            Assert.Equal("ok", await board.GetStringAsync(new Uri(address, "/healthz"), TestContext.Current.CancellationToken));
            Assert.Equal(0, await app.StopAsync());
        }

        var words = Assert.Single(await File.ReadAllLinesAsync(said, TestContext.Current.CancellationToken));
        Assert.Matches($@"^--logdir .*/experiments/.*/logs --host 127\.0\.0\.1 --port {address.Port}$", words);
        await Eventually.IsTrueAsync(() => ProcessTable.Mentioning($"{workspace.Root}/other").Count == 0, "TensorBoard has ended");
    }

    [Fact]
    public async Task Without_TensorBoard_the_answer_says_how_to_get_it()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["PATH"] = workspace.Root;
        workspace.Environment["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath);
        using var run = LiveRun.Begin(workspace);
        Directory.CreateDirectory(Path.Combine(run.Folder.Work, "events"));
        await File.WriteAllTextAsync(Path.Combine(run.Folder.Work, "events", "events.out.tfevents.1.x.1.0"), "", TestContext.Current.CancellationToken);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        using var reply = await client.PostAsync("/api/runs/1/tensorboard", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
        Assert.Contains("pip install tensorboard", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<Uri> OpenAsync(HttpClient client)
    {
        using var reply = await client.PostAsync("/api/runs/1/tensorboard", null, TestContext.Current.CancellationToken);
        var answer = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.IsSuccessStatusCode, answer);
        return new Uri(JsonDocument.Parse(answer).RootElement.GetProperty("address").GetString()!);
    }
}
