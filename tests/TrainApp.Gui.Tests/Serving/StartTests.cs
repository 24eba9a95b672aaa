using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Serving;

/// <summary>Starting and ending a server from the command line.</summary>
public sealed class StartTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new("späce ü");
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _workspace.DisposeAsync();
    }

    [Theory]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    public async Task A_signal_ends_the_server_and_no_run(int signal)
    {
        var training = _workspace.StartTraining("epochs=1000", "step_milliseconds=20");
        await Eventually.IsTrueAsync(() => File.Exists(_workspace.RunFile(1, "run.json")), "the run is there");
        await using var app = await ServedApp.StartAsync(_workspace);
        Assert.Equal(0, await app.StopAsync(signal));
        Assert.Contains("Run 1 goes on.", app.Said, StringComparison.Ordinal);
        Assert.False(training.Result.IsCompleted);
        Assert.Equal("stopped", (await _workspace.RunAsync("stop", "1", "--json")).State);
    }

    [Fact]
    public async Task Two_servers_of_a_workspace_share_the_token_and_not_the_cookies()
    {
        await using var first = await ServedApp.StartAsync(_workspace);
        await using var second = await ServedApp.StartAsync(_workspace);
        Assert.Equal(first.Token, second.Token);
        Assert.NotEqual(first.Address.Port, second.Address.Port);
        foreach (var app in (ServedApp[])[first, second])
        {
            using var answer = await _client.GetAsync(app.Address, TestContext.Current.CancellationToken);
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"trainapp-{app.Address.Port}="), Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        }

        Assert.Equal(0, await first.StopAsync());
        Assert.DoesNotContain("goes on", first.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_was_asked_for_and_is_taken_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var refused = await _workspace.RunAsync("--json", "--no-browser", "--port", port);
        Assert.Equal((5, "port-taken"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
        Assert.Contains($"localhost:{port}", refused.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_wish_the_next_free_port_is_taken_and_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 8000);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it: taken it is.
        }

        var start = _workspace.Start("--no-browser");
        await Eventually.IsTrueAsync(() => start.Said.Any(line => line.StartsWith("Port 8000 is taken; this is port 8", StringComparison.Ordinal)), "another port is named");
        Signal.Send(start.Process, Signal.Interrupt);
        Assert.Matches(@"^Fixture: http://localhost:8\d\d\d/\?token=", (await start.Result).Output);
    }

    [Fact]
    public async Task With_json_the_address_is_the_one_document()
    {
        await using var app = await ServedApp.StartAsync(_workspace, "--json");
        Assert.Equal(0, await app.StopAsync());
        using var document = JsonDocument.Parse(app.Output);
        var (port, root) = (app.Address.Port, document.RootElement);
        Assert.Equal(app.Address.AbsoluteUri, root.GetProperty("address").GetString());
        Assert.Equal((port, true, _workspace.Data), (root.GetProperty("port").GetInt32(), root.GetProperty("page").GetBoolean(), root.GetProperty("workspace").GetString()));
    }

    [Fact]
    public async Task Serve_is_the_api_without_the_page()
    {
        await using var app = await ServedApp.StartAsync(_workspace, "serve");
        foreach (var path in (string[])["/", "/runs", "/assets/base.css", "/_framework/blazor.web.js"])
        {
            using var answer = await _client.GetAsync(app.At(path), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal("ok", await _client.GetStringAsync(app.At("/healthz"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(2, "port", "--port", "70000")]
    [InlineData(2, "command-line", "--port", "eighty")]
    [InlineData(2, "command-line", "--prot", "1")]
    [InlineData(2, "host", "--host", "no such host.invalid")]
    [InlineData(2, "host", "--host", "192.0.2.1")]
    [InlineData(2, "TRAIN660", "--app-state", "nowhere.json")]
    [InlineData(2, "command-line", "--port", "0", "runs")]
    public async Task A_wrong_option_starts_nothing(int exitCode, string code, params string[] words)
    {
        var refused = await _workspace.RunAsync(["--json", .. words]);
        Assert.Equal((exitCode, code), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Help_and_version_start_nothing()
    {
        var help = await _workspace.RunAsync("--help");
        foreach (var word in (string[])["--port", "--host", "--no-browser", "--require-token", "--app-state", "serve"]) Assert.Contains(word, help.Output, StringComparison.Ordinal);
        Assert.Equal(0, help.ExitCode);
        Assert.Equal(0, (await _workspace.RunAsync("--version", "--json")).ExitCode);
        Assert.False(Directory.Exists(_workspace.Data));
    }

    [Fact]
    public async Task An_app_state_fills_the_page_in()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "state.json"), """
            {"train_val_split": {"method": "random", "split": "val", "percent": 50}, "classes": ["pear"], "model": {"source": "Pretrained models", "model_name": "Small"}}
            """, TestContext.Current.CancellationToken);
        await using var app = await ServedApp.StartAsync(_workspace, "--app-state", "state.json");
        var page = await _client.GetStringAsync(app.At("/new"), TestContext.Current.CancellationToken);
        Assert.Contains("Model<small>Small</small>", page, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "runs")));
    }

    [Fact]
    public async Task At_an_address_of_the_machine_others_need_the_token()
    {
        await using var app = await ServedApp.StartAsync(_workspace, "--host", "0.0.0.0");
        Assert.Contains("Others can reach the page", app.Said, StringComparison.Ordinal);
        var local = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{app.Address.Port}/");
        using var stranger = await _client.GetAsync(new Uri(local), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var known = await _client.GetAsync(new Uri(local + app.Address.Query), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, known.StatusCode);
    }
}
