using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TrainApp.Devices;

namespace TrainApp;

/// <summary>Makes TensorRT engines of ONNX files with NVIDIA's <c>trtexec</c>. An engine fits the GPU and the TensorRT that it was built with.</summary>
public static class TensorRtEngine
{
    private const int LinesKept = 20;

    private static readonly string s_program = OperatingSystem.IsWindows() ? "trtexec.exe" : "trtexec";

    /// <summary>Builds an engine. What the tool writes goes to standard output, which in a run is the log.</summary>
    /// <param name="onnxFile">The ONNX file.</param>
    /// <param name="engineFile">Where the engine goes; it appears whole or not at all.</param>
    /// <param name="options">Shapes and precision.</param>
    /// <param name="cancellationToken">Ends the tool and everything it started.</param>
    /// <returns>The engine's full path.</returns>
    /// <exception cref="FileNotFoundException">There is no such ONNX file.</exception>
    /// <exception cref="TensorRtException">The tool or the driver is missing, or the tool failed or took too long.</exception>
    public static async Task<string> BuildAsync(string onnxFile, string engineFile, TensorRtOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TensorRtOptions();
        var (onnx, engine) = (Path.GetFullPath(onnxFile), Path.GetFullPath(engineFile));
        if (!File.Exists(onnx)) throw new FileNotFoundException($"The ONNX file '{onnx}' does not exist.", onnx);
        var program = Find(options.Program) ?? throw Missing();

        Directory.CreateDirectory(Path.GetDirectoryName(engine)!);
        var beside = Path.Combine(Path.GetDirectoryName(engine)!, $".{Path.GetFileName(engine)}.{Guid.NewGuid():N}.tmp");
        try
        {
            var (exitCode, lines) = await RunAsync(program, Words(onnx, beside, options), options.Timeout, cancellationToken);
            if (exitCode != 0) throw Failed(string.Create(CultureInfo.InvariantCulture, $"trtexec ended with exit code {exitCode}"), lines);
            if (!File.Exists(beside) || new FileInfo(beside).Length == 0) throw Failed("trtexec ended well and wrote no engine", lines);
            File.Move(beside, engine, overwrite: true);
            return engine;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static List<string> Words(string onnx, string engine, TensorRtOptions options)
    {
        List<string> words = [$"--onnx={onnx}", $"--saveEngine={engine}"];
        if (options.HalfPrecision) words.Add("--fp16");
        if (options.Shapes.Count > 0)
        {
            words.Add("--minShapes=" + Shapes(options, shapes => shapes.Min));
            words.Add("--optShapes=" + Shapes(options, shapes => shapes.Opt));
            words.Add("--maxShapes=" + Shapes(options, shapes => shapes.Max));
        }

        return [.. words, .. options.Arguments];
    }

    private static string Shapes(TensorRtOptions options, Func<TensorRtShapes, IReadOnlyList<int>> which) => string.Join(',', options.Shapes.Select(input =>
        $"{input.Key}:{string.Join('x', which(input.Value).Select(size => size.ToString(CultureInfo.InvariantCulture)))}"));

    /// <summary>The tool: given, in TensorRT's own folder, on the path, or where Debian's packages put it.</summary>
    private static string? Find(string? given)
    {
        if (given is not null) return File.Exists(given) ? Path.GetFullPath(given) : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/src/tensorrt/bin");
        if (Environment.GetEnvironmentVariable("TENSORRT_HOME") is { Length: > 0 } home) folders = folders.Prepend(Path.Combine(home, "bin"));
        return folders.Select(folder => Path.Combine(folder, s_program)).FirstOrDefault(File.Exists);
    }

    private static async Task<(int ExitCode, IReadOnlyList<string> LastLines)> RunAsync(string program, List<string> words, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        process.StandardInput.Close();
        var (output, errors) = (new Queue<string>(), new Queue<string>());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var ended = false;
        try
        {
            // Its helpers may hold the pipes open longer than it lives; what is late is not waited for.
            var read = Task.WhenAll(ReadAsync(process.StandardOutput, output, limit.Token), ReadAsync(process.StandardError, errors, limit.Token));
            await process.WaitForExitAsync(limit.Token);
            ended = true;
            await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
            return (process.ExitCode, Last(output, errors));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(string.Create(CultureInfo.InvariantCulture, $"trtexec took longer than {timeout.TotalSeconds:0.#} s ({nameof(TensorRtOptions)}.{nameof(TensorRtOptions.Timeout)})"), Last(output, errors));
        }
        finally
        {
            if (!ended) await EndAsync(process);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new TensorRtException($"'{start.FileName}' cannot be started: {e.Message}", []);
        }
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile.
        }
    }

    private static async Task ReadAsync(StreamReader reader, Queue<string> lines, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await Console.Out.WriteLineAsync(line);
            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > LinesKept) lines.Dequeue();
            }
        }
    }

    /// <summary>The last lines of both; much output does not push an error away, for which line came first is not known.</summary>
    private static List<string> Last(Queue<string> output, Queue<string> errors)
    {
        List<string> last;
        lock (errors) last = [.. errors];
        lock (output) last.InsertRange(0, output.TakeLast(LinesKept - last.Count));
        return last;
    }

    private static TensorRtException Failed(string what, IReadOnlyList<string> lines) =>
        new(lines.Count == 0 ? $"{what}." : $"{what}. Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}", lines);

    /// <summary>What is missing: without the driver the tool alone would not help.</summary>
    private static TensorRtException Missing()
    {
        var machine = MachineDevices.Look();
        var driver = machine.Gpus.Count > 0 ? "" : " This machine has no NVIDIA GPU with a working driver either, which TensorRT needs; the doctor verb says more.";
        return new TensorRtException(
            $"{s_program} is not found, which builds TensorRT engines: neither in TENSORRT_HOME/bin nor on PATH. Install it from NVIDIA's repository (Debian, Ubuntu: apt-get install libnvinfer-bin; RHEL: dnf install libnvinfer-bin), or set TENSORRT_HOME to the unpacked archive of TensorRT.{driver}", []);
    }
}
