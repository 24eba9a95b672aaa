using System.ComponentModel;
using System.Diagnostics;

namespace TrainApp.App.Export;

/// <summary>Builds a TensorRT engine of an ONNX file with NVIDIA's own program.</summary>
public static class TensorRtExport
{
    private const string Program = "trtexec";

    /// <summary>Builds the engine for batches of 1 to 8 images of one size.</summary>
    /// <exception cref="InvalidOperationException">The program is missing or failed; the message says what to do.</exception>
    public static void Build(string onnxFile, string engineFile, int imageSize)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add($"--onnx={onnxFile}");
        start.ArgumentList.Add($"--saveEngine={engineFile}");
        start.ArgumentList.Add($"--minShapes=images:{Shape(1)}");
        start.ArgumentList.Add($"--optShapes=images:{Shape(1)}");
        start.ArgumentList.Add($"--maxShapes=images:{Shape(8)}");
        using var process = StartOrExplain(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            var last = (errors.Result + output.Result).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(5);
            throw new InvalidOperationException($"{Program} failed with exit code {process.ExitCode}:\n{string.Join('\n', last)}");
        }

        string Shape(int batch) => $"{batch}x3x{imageSize}x{imageSize}";
    }

    private static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException(
                $"'{Program}' was not found: a TensorRT export needs NVIDIA TensorRT and a GPU. Install it, put the folder of {Program} on the PATH and repeat the export.");
        }
    }
}
