using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TrainApp.Torch.Tests.Native;

/// <summary>What the doctor says of a copy of the Quickstart in which a library is gone or damaged.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string s_quickstart = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Quickstart", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    private readonly TemporaryFolder _folder = new();

    public DoctorTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The names of the libraries are those of Linux.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_wrong_with_the_app_as_it_was_built()
    {
        var findings = Look();
        Assert.All(findings, finding => Assert.NotEqual("error", finding.Severity));
        Assert.Contains(findings, finding => finding.Message == "libLibTorchSharp.so loads.");
    }

    [Theory]
    [InlineData("libtorch_cpu.so", "libLibTorchSharp.so does not load, since libtorch.so needs libtorch_cpu.so, which is not there", "libtorch-cpu-linux-x64")]
    [InlineData("libc10.so", "needs libc10.so, which is not there", "libtorch-cpu-linux-x64")]
    [InlineData("libgomp-*.so.1", "since libtorch_cpu.so needs libgomp-", "libtorch-cpu-linux-x64")]
    [InlineData("libLibTorchSharp.so", "libLibTorchSharp.so is missing: TorchSharp.dll cannot work", "TorchSharp")]
    [InlineData("libonnxruntime.so", "libonnxruntime.so is missing: Microsoft.ML.OnnxRuntime.dll", "Microsoft.ML.OnnxRuntime")]
    [InlineData("libSkiaSharp.so", "libSkiaSharp.so is missing: SkiaSharp.dll", "SkiaSharp.NativeAssets.Linux.NoDependencies")]
    public void A_library_that_is_gone_is_named_with_its_package(string library, string message, string hint) =>
        RequireError(Look(file => File.Delete(Match(file, library))), message, hint);

    [Fact]
    public void A_library_that_is_cut_off_is_named_and_not_loaded() => RequireError(
        Look(file => Replace(file("libonnxruntime.so"), bytes => bytes[..(bytes.Length / 2)])), "libonnxruntime.so does not load: the file is cut off", "Microsoft.ML.OnnxRuntime");

    [Fact]
    public void A_library_below_that_is_empty_is_named() => RequireError(
        Look(file => Replace(file("libc10.so"), _ => [])), "needs libc10.so: the file is no library", "libtorch-cpu-linux-x64");

    [Fact]
    public void A_library_of_another_processor_is_named() => RequireError(
        Look(file => Replace(file("libSkiaSharp.so"), bytes =>
        {
            bytes[0x12] = bytes[0x12] == 183 ? (byte)62 : (byte)183;
            return bytes;
        })), "libSkiaSharp.so does not load: it was built for", "dotnet build -r");

    [Fact]
    public void A_library_of_the_system_that_is_missing_is_named_with_its_package() => RequireError(
        Look(file => Replace(file("libSkiaSharp.so"), bytes => Rename(bytes, "libdl.so.2", "libGL.so.9"))), "libSkiaSharp.so needs libGL.so.9, which is not there", "apt-get install libgl1");

    [Theory]
    [InlineData("GLIBCXX_3.4.22", "GLIBCXX_3.9.22", "libstdc++6")]
    [InlineData("GLIBC_2.14", "GLIBC_9.14", "newer release")]
    public void A_version_that_the_system_lacks_is_named(string version, string absent, string hint) =>
        RequireError(Look(file => Replace(file("libSkiaSharp.so"), bytes => Rename(bytes, version, absent))), $"libSkiaSharp.so needs {absent} of", hint);

    private static void RequireError(IReadOnlyList<(string Severity, string Message, string Hint)> findings, string message, string hint)
    {
        var errors = findings.Where(finding => finding.Severity == "error").ToList();
        Assert.True(errors.Exists(finding => finding.Message.Contains(message, StringComparison.Ordinal) && finding.Hint.Contains(hint, StringComparison.Ordinal)), string.Join('\n', errors));
    }

    /// <summary>Copies the app, links to its large libraries, does harm to the copy, and asks the doctor in it.</summary>
    private IReadOnlyList<(string Severity, string Message, string Hint)> Look(Action<Func<string, string>>? harm = null)
    {
        var copy = Directory.CreateDirectory(_folder.At("app")).FullName;
        foreach (var path in Directory.GetFiles(s_quickstart))
        {
            var target = Path.Combine(copy, Path.GetFileName(path));
            if (path.Contains(".so", StringComparison.Ordinal)) File.CreateSymbolicLink(target, path);
            else File.Copy(path, target);
        }

        harm?.Invoke(name => Path.Combine(copy, name));
        var start = new ProcessStartInfo(Path.Combine(copy, "Quickstart"), ["doctor", "--json", "--workspace", _folder.At("data")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(output.StartsWith('{'), $"{process.ExitCode}\n{output}\n{errors.GetAwaiter().GetResult()}");
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(report.GetProperty("ok").GetBoolean() ? 0 : 1, process.ExitCode);
        return [.. report.GetProperty("findings").EnumerateArray().Select(finding => (
            finding.GetProperty("severity").GetString()!, finding.GetProperty("message").GetString()!, finding.GetProperty("hint").GetString() ?? ""))];
    }

    private static string Match(Func<string, string> file, string pattern) =>
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file("x"))!, pattern));

    /// <summary>Takes a link's place by a changed copy.</summary>
    private static void Replace(string path, Func<byte[], byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        File.WriteAllBytes(path, change(bytes));
    }

    /// <summary>Writes another name of the same length wherever a name stands between zeros.</summary>
    private static byte[] Rename(byte[] bytes, string name, string other)
    {
        byte[] found = [0, .. Encoding.ASCII.GetBytes(name), 0], written = [0, .. Encoding.ASCII.GetBytes(other), 0];
        Assert.Equal(found.Length, written.Length);
        var at = bytes.AsSpan().IndexOf(found);
        Assert.True(at >= 0, $"The library names no {name}.");
        written.CopyTo(bytes, at);
        return bytes;
    }
}
