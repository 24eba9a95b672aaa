using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>TensorBoard servers, started when they are asked for and ended with this one: one per run, on a free port of this machine.</summary>
internal sealed class TensorBoards : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60), s_pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<int, Board> _boards = [];

    /// <summary>The executable on the <c>PATH</c>; null where there is none.</summary>
    public static string? Executable => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "tensorboard.exe" : "tensorboard"))
        .FirstOrDefault(IsExecutable);

    /// <summary>The address of the server that shows a run; it is started where there is none yet.</summary>
    /// <exception cref="InvalidOperationException">There is no TensorBoard, there are no events, or it does not come up.</exception>
    public async Task<Uri> OpenAsync(RunFolder run, CancellationToken cancellationToken)
    {
        var events = EventFiles.Find(run) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Run {run.Number} has no TensorBoard event files (yet): set 'train_logger: tensorboard' in app_options.yaml, or call StartTensorBoard."));
        var executable = Executable ?? throw new InvalidOperationException("No 'tensorboard' is on the PATH. Install it with: pip install tensorboard");
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // When the run is published, its events move.
            if (_boards.GetValueOrDefault(run.Number) is { } board && board.Directory == events && !board.Process.HasExited) return board.Address;
            if (_boards.Remove(run.Number, out var old)) End(old.Process);
            var started = Start(executable, events);
            _boards.Add(run.Number, started);
            await WaitAsync(started, cancellationToken);
            return started.Address;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var board in _boards.Values) End(board.Process);
        _boards.Clear();
        _gate.Dispose();
    }

    private static Board Start(string executable, string events)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(executable) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["--logdir", events, "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(word);
        try
        {
            var process = Process.Start(start)!;
            // What it says is of no use here, but it must not wait for a reader.
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new Board(process, events, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"'{executable}' does not start: {e.Message}", e);
        }
    }

    private static async Task WaitAsync(Board board, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        while (true)
        {
            if (board.Process.HasExited) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"TensorBoard ended at once with exit code {board.Process.ExitCode}. Try it by hand: tensorboard --logdir \"{board.Directory}\""));
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, board.Address.Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(s_pause, limit.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void End(Process process)
    {
        using (process)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended already.
            }
        }
    }

    private static bool IsExecutable(string path) => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);

    private sealed record Board(Process Process, string Directory, Uri Address);
}
