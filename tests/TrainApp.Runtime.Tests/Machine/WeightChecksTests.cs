using System.Net;
using System.Net.Sockets;
using System.Text;
using TrainApp.Files;
using TrainApp.Findings;
using TrainApp.ModelStore;
using TrainApp.Preflight;
using TrainApp.Tests;

namespace TrainApp.Runtime.Tests.Machine;

/// <summary>Files of a model behind a server of the test's own.</summary>
public sealed class WeightChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_on_disk_and_none_at_all_are_not_asked_for() => Assert.Empty(await LookAsync(("checkpoint", "a.pt"), ("none", null)));

    [Theory]
    [InlineData("200 OK", "ok")]
    [InlineData("404 Not Found", "warning")]
    [InlineData("503 Service Unavailable", "warning")]
    public async Task A_server_is_asked_for_the_file_and_not_for_its_content(string answer, string severity)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var asked = AnswerAsync(server, answer);
        var finding = Assert.Single(await LookAsync(("checkpoint", $"http://me:secret@{server.LocalEndpoint}/a.pt?key=secret")));
        Assert.Equal(severity, finding.Severity);
        Assert.DoesNotContain("secret", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("HEAD /a.pt", await asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_warning()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://{server.LocalEndpoint}/a.pt";
        server.Stop();
        Assert.Equal(Finding.Warning, Assert.Single(await LookAsync(("checkpoint", address))).Severity);
    }

    private Task<IReadOnlyList<Finding>> LookAsync(params (string Name, string? Entry)[] files) => WeightChecks.LookAsync(
        new ModelInfo { Name = "Tiny", TaskType = "object detection", Files = files.ToDictionary(file => file.Name, file => file.Entry, StringComparer.Ordinal) },
        new ModelCache(Workspace.Locate(_folder.Path, null)),
        TestContext.Current.CancellationToken);

    private static async Task<string> AnswerAsync(TcpListener server, string answer)
    {
        using var client = await server.AcceptTcpClientAsync();
        using var stream = client.GetStream();
        var bytes = new byte[4096];
        var count = await stream.ReadAsync(bytes);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"));
        return Encoding.ASCII.GetString(bytes, 0, count);
    }
}
