using System.Net;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>A server with one run that has ended well; tests only read it, or are refused.</summary>
public sealed class ServedRun : IAsyncLifetime
{
    private ServedApp? _app;

    internal TestWorkspace Workspace { get; } = new();

    internal ServedApp App => _app!;

    internal ApiClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A culture whose numbers and capital letters differ from the invariant one.
        Workspace.Environment["LC_ALL"] = "de_DE.UTF-8";
        Workspace.Environment["LANG"] = "tr_TR.UTF-8";
        _app = await ServedApp.StartAsync(Workspace);
        Client = new ApiClient(_app);
        var started = await Client.PostAsync("/api/runs", """{"set": {"epochs": 3, "optimizer.lr": 0.02}, "seed": 7}""");
        Assert.True(started.Status == HttpStatusCode.Created, started.Text);
        Assert.Equal("completed", (await Client.WaitForEndAsync(1)).GetProperty("state").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await Workspace.DisposeAsync();
    }
}
