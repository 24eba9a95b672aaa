using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrainApp.Runs;

namespace TrainApp.Gui.Service;

/// <summary>TensorBoard servers, started when they are asked for and ended with this one: one per run that was looked at of late, on a free port of this machine.</summary>
internal sealed class TensorBoards : IDisposable
{
    private const int Kept = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60), s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();

    /// <summary>Those at work, the one that was asked for last at the end.</summary>
    private readonly List<Board> _boards = [];

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
        var board = BoardOf(run.Number, executable, events);
        try
        {
            await board.Up.WaitAsync(cancellationToken);
            return board.Address;
        }
        catch (InvalidOperationException)
        {
            Forget(board);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var board in _boards) End(board.Process);
            _boards.Clear();
        }
    }

    /// <summary>The board of a run, started where there is none; of those that are up, the one that was asked for longest ago makes room for it.</summary>
    private Board BoardOf(int run, string executable, string events)
    {
        lock (_gate)
        {
            var index = _boards.FindIndex(board => board.Run == run);
            var known = index >= 0 ? _boards[index] : null;
            if (known is not null) _boards.RemoveAt(index);
            // When the run is published, its events move.
            if (known is null || known.Directory != events || known.Process.HasExited)
            {
                if (known is not null) End(known.Process);
                while (_boards.Count >= Kept && _boards.FindIndex(board => board.Up.IsCompleted) is >= 0 and var oldest)
                {
                    End(_boards[oldest].Process);
                    _boards.RemoveAt(oldest);
                }

                known = Start(run, executable, events);
            }

            _boards.Add(known);
            return known;
        }
    }

    /// <summary>Ends a board that does not come up, so that the next who asks gets another.</summary>
    private void Forget(Board board)
    {
        lock (_gate)
        {
            if (_boards.Remove(board)) End(board.Process);
        }
    }

    private static Board Start(int run, string executable, string events)
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
            return new Board(run, process, events, port, WaitAsync(process, events, port));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"'{executable}' does not start: {e.Message}", e);
        }
    }

    private static async Task WaitAsync(Process process, string events, int port)
    {
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            while (true)
            {
                if (process.HasExited) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"TensorBoard ended at once with exit code {process.ExitCode}. Try it by hand: tensorboard --logdir \"{events}\""));
                try
                {
                    using var probe = new TcpClient();
                    await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                    return;
                }
                catch (SocketException)
                {
                    await Task.Delay(s_pause, limit.Token);
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"TensorBoard does not answer after {s_patience.TotalSeconds} seconds. Try it by hand: tensorboard --logdir \"{events}\""), e);
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

    /// <summary>A server of a run's events.</summary>
    /// <param name="Run">Number of the run.</param>
    /// <param name="Process">Its process.</param>
    /// <param name="Directory">The events.</param>
    /// <param name="Port">Where it answers.</param>
    /// <param name="Up">Done when it answers.</param>
    private sealed record Board(int Run, Process Process, string Directory, int Port, Task Up)
    {
        public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
    }
}
