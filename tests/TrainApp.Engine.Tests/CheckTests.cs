using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary><c>check</c> says what <c>train</c> would meet, and starts nothing.</summary>
public sealed class CheckTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task A_request_that_is_well_passes_and_no_run_is_made()
    {
        var (exitCode, findings) = await CheckAsync("--split", "random:60");
        Assert.Equal(0, exitCode);
        Assert.All(findings, finding => Assert.NotEqual("error", finding.Severity));
        Assert.Contains(findings, finding => finding.Message == "'Sample': 10 images, 2 classes.");
        Assert.Contains(findings, finding => finding.Message == "'random:60' gives 6 images to train on and 4 to validate with.");
        Assert.Contains(findings, finding => finding.Message == "10 of 10 images and annotations can be used.");
        Assert.Contains(findings, finding => finding.Message == "Trains on cpu.");
        Assert.Superset(new HashSet<string>(["workspace", "disk", "memory", "port"]), findings.Select(finding => finding.Code).ToHashSet());
        Assert.False(Directory.Exists(Path.Combine(_workspace.Data, "runs")));
    }

    [Fact]
    public async Task Every_mistake_is_a_finding()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "mine.yaml"), "steps: 2\nepoch: 3\n", TestContext.Current.CancellationToken);
        var (exitCode, findings) = await CheckAsync("--model", "Smal", "--device", "gpu", "--set", "epochs", "--hyperparameters", "mine.yaml");
        Assert.Equal(1, exitCode);
        Assert.Superset(new HashSet<string>(["TRAIN611", "TRAIN612", "TRAIN619"]), findings.Where(finding => finding.Severity == "error").Select(finding => finding.Code).ToHashSet());
        var placed = Assert.Single(findings, finding => finding.Path.EndsWith("mine.yaml", StringComparison.Ordinal));
        Assert.Equal(2, placed.Line);
    }

    [Fact]
    public async Task What_would_be_left_out_of_the_data_is_named()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "kiwis"));
        await File.WriteAllTextAsync(Path.Combine(project, "fruits", "ann", "kiwi 00003.png.json"), "{\n\"size\": oops", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "fruits", "img", "kiwi 00005.png"), "", TestContext.Current.CancellationToken);
        var before = RunFiles.Fingerprint(project);
        var (exitCode, findings) = await CheckAsync("--project", "kiwis");
        Assert.Equal(0, exitCode);
        var unreadable = Assert.Single(findings, finding => finding.Code == "TRAIN510");
        Assert.Equal(("warning", Path.Combine(project, "fruits", "ann", "kiwi 00003.png.json")), (unreadable.Severity, unreadable.Path));
        Assert.Contains("is empty", Assert.Single(findings, finding => finding.Code == "TRAIN513").Message, StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Message == "8 of 10 images and annotations can be used.");
        Assert.Equal(before, RunFiles.Fingerprint(project));
    }

    [Fact]
    public async Task A_side_of_which_nothing_is_left_is_an_error()
    {
        var project = ProjectOnDisk.Make(Path.Combine(_workspace.Root, "kiwis"));
        foreach (var image in Directory.GetFiles(Path.Combine(project, "fruits", "img"))) await File.WriteAllTextAsync(image, "", TestContext.Current.CancellationToken);
        var (exitCode, findings) = await CheckAsync("--project", "kiwis");
        Assert.Equal(1, exitCode);
        Assert.Contains(findings, finding => finding is { Severity: "error", Message: "None of the 2 images of 'val' can be used." });
    }

    [Fact]
    public async Task A_device_at_work_is_a_warning_with_its_run()
    {
        var training = _workspace.StartTraining("epochs=1000", "step_milliseconds=50");
        await _workspace.WaitForStateAsync(1, "training");
        var (exitCode, findings) = await CheckAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains(findings, finding => finding.Severity == "warning" && finding.Message.StartsWith("Run 1 works on the device 'cpu'", StringComparison.Ordinal));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_workspace.Data, "runs")));
        Signal.Send(training.Process, Signal.Interrupt);
        await training.Result;
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_when_it_was_asked_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var (exitCode, findings) = await CheckAsync("--port", port);
        Assert.Equal(1, exitCode);
        Assert.Equal(("error", $"localhost:{port} cannot be used: another program listens there."), Assert.Single(findings, finding => finding.Code == "port") is var found ? (found.Severity, found.Message) : default);
    }

    [Theory]
    [InlineData("0.0.0.0", "warning", "token is required")]
    [InlineData("no-such-host.invalid", "error", "is not known")]
    public async Task A_host_is_looked_at(string host, string severity, string words)
    {
        var (_, findings) = await CheckAsync("--host", host, "--port", "0");
        var finding = Assert.Single(findings, finding => finding.Code == "host");
        Assert.Equal(severity, finding.Severity);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_an_error()
    {
        var (exitCode, findings) = await CheckAsync("--host", "192.0.2.1");
        Assert.Equal(1, exitCode);
        Assert.Contains("none of this machine", Assert.Single(findings, finding => finding.Code == "port").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_made_is_an_error()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "taken"), "a file", TestContext.Current.CancellationToken);
        var (exitCode, findings) = await CheckAsync("--workspace", "taken");
        Assert.Equal(1, exitCode);
        Assert.Equal("error", Assert.Single(findings, finding => finding.Code == "workspace").Severity);
    }

    [Fact]
    public async Task A_line_that_cannot_be_understood_is_a_wrong_request()
    {
        var result = await _workspace.RunAsync("check", "--modle", "x", "--json");
        Assert.Equal((2, "command-line"), (result.ExitCode, result.Error.GetProperty("code").GetString()));
    }

    private async Task<(int ExitCode, IReadOnlyList<Found> Findings)> CheckAsync(params string[] words)
    {
        var result = await _workspace.RunAsync(["check", "--json", .. words]);
        List<Found> findings = [.. result.Json.GetProperty("findings").EnumerateArray().Select(finding => new Found(
            Text(finding, "severity"), Text(finding, "code"), Text(finding, "message"), Text(finding, "path"), finding.GetProperty("line").ValueKind == JsonValueKind.Null ? 0 : finding.GetProperty("line").GetInt32()))];
        Assert.Equal(result.Json.GetProperty("ok").GetBoolean(), !findings.Exists(finding => finding.Severity == "error"));
        return (result.ExitCode, findings);
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString() ?? "";

    private sealed record Found(string Severity, string Code, string Message, string Path, int Line);
}
