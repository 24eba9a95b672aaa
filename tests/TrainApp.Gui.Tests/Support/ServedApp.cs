using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Gui.Tests.Support;

/// <summary>The fixture app's own process, serving the page at a port that was free.</summary>
internal sealed partial class ServedApp : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServedApp(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, _output);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, into: null);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address that was printed, with its token where it has one.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The same, with the path and without the token.</summary>
    public Uri At(string path) => new(new Uri(Address.GetLeftPart(UriPartial.Authority)), path);

    /// <summary>What the process has written so far.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>What it has written to standard output so far.</summary>
    public string Output
    {
        get { lock (_said) return _output.ToString(); }
    }

    /// <summary>The token in the printed address.</summary>
    public string Token => Address.Query["?token=".Length..];

    public int ProcessId => _process.Id;

    /// <summary>Starts the fixture app's server, with a browser never and, unless the words name one, at any port.</summary>
    public static Task<ServedApp> StartAsync(TestWorkspace workspace, params string[] words) => StartAsync(workspace, TestWorkspace.App, words);

    /// <summary>Starts another app's server in the same way.</summary>
    public static async Task<ServedApp> StartAsync(TestWorkspace workspace, string executable, string[] words)
    {
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = workspace.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] port = words.Contains("--port") ? [] : ["--port", "0"];
        foreach (var word in (string[])[.. words, "--no-browser", .. port]) start.ArgumentList.Add(word);
        foreach (var (name, value) in workspace.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        var served = new ServedApp(Process.Start(start)!);
        try
        {
            served.Address = await served._address.Task.WaitAsync(s_patience);
        }
        catch (TimeoutException e)
        {
            var said = served.Said;
            await served.DisposeAsync();
            throw new InvalidOperationException($"The app printed no address. It said:\n{said}", e);
        }

        return served;
    }

    /// <summary>Ends the server as Ctrl+C does, or by another signal.</summary>
    public async Task<int> StopAsync(int signal = Signal.Interrupt)
    {
        Signal.Send(_process.Id, signal);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line, StringBuilder? into)
    {
        if (line is null) return;
        lock (_said)
        {
            _said.AppendLine(line);
            into?.AppendLine(line);
        }

        if (AddressPattern().Match(line) is { Success: true } found) _address.TrySetResult(new Uri(found.Value));
    }

    [GeneratedRegex(@"http://[^\s""]+")]
    private static partial Regex AddressPattern();
}
