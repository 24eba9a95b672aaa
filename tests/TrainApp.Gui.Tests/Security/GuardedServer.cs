using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Security;

/// <summary>A server that recognises nobody without the token, in a workspace whose path is not plain; all tests of a class ask it.</summary>
public sealed class GuardedServer : IAsyncLifetime
{
    private readonly TestWorkspace _workspace = new("wörk späce 模型");
    private ServedApp? _app;

    internal ServedApp App => _app!;

    internal TestWorkspace Workspace => _workspace;

    internal int Port => App.Address.Port;

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    internal HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask InitializeAsync() => _app = await ServedApp.StartAsync(_workspace, "--require-token");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await _workspace.DisposeAsync();
    }

    internal HttpRequestMessage Request(HttpMethod method, string path, bool signedIn = false)
    {
        var request = new HttpRequestMessage(method, App.At(path));
        if (signedIn) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", App.Token);
        return request;
    }

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Sends lines as they are and gives the status of the answer; clients would mend what is wrong with them.</summary>
    internal async Task<int> SendLinesAsync(params string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(answer!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
