using System.Diagnostics;
using System.Text.Json;

namespace TrainApp.Torch.Tests.QuickstartApp;

/// <summary>The Quickstart as its users run it: a program with options.</summary>
public sealed class QuickstartRunTests : IDisposable
{
    private static readonly string[] s_short = ["--set", "steps_per_epoch=2", "--set", "batch_size=4", "--set", "image_size=64", "--set", "threads=1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Photos_with_masks_are_learnt_with_options_alone()
    {
        var photos = SharedData.Find("data", "lemons");
        var (exitCode, output) = Run("train", "--json", "--project", photos, "--split", "datasets:train=ds1,val=ds1", "--set", "image_size=256", "--set", "epochs=20");
        Assert.True(exitCode == 0, output);
        using var report = JsonDocument.Parse(Json(output));
        var precision = report.RootElement.GetProperty("metrics").GetProperty("AP50").GetDouble();
        TestContext.Current.SendDiagnosticMessage($"Photos: AP50 {precision:F3} in {report.RootElement.GetProperty("durationSeconds").GetDouble():F1} s");
        Assert.True(precision >= 0.90, $"AP50 {precision:F3}");

        var artifacts = report.RootElement.GetProperty("artifacts").GetString()!;
        foreach (var file in new[] { "checkpoints/best.pth", "export/best.onnx", "export/classes.json", "evaluation/predictions.json", "evaluation/truth.json", "evaluation/report/index.html", "Model Evaluation Report.lnk" })
            Assert.True(File.Exists(Path.Combine(artifacts, file)), $"{file} is missing.");
        CheckEvaluations(artifacts, precision);
    }

    [Fact]
    public void A_worker_that_is_killed_while_it_trains_is_explained_and_the_next_run_is_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL.");
        using (var host = Start(["train", "--set", "epochs=1000", .. s_short]))
        {
            var run = _folder.At(Path.Combine("workspace", "runs", "000001"));
            while (!File.Exists(Path.Combine(run, "checkpoints.json")))
            {
                Assert.False(host.HasExited, "The run ended before its first checkpoint.");
                Thread.Sleep(50);
            }

            using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "worker.json")));
            using var worker = Process.GetProcessById(record.RootElement.GetProperty("process").GetInt32());
            worker.Kill();
            host.WaitForExit();
            Assert.Equal(1, host.ExitCode);
        }

        var (shown, text) = Run("show", "latest", "--json");
        Assert.Equal(0, shown);
        using var report = JsonDocument.Parse(Json(text));
        Assert.Equal("failed", report.RootElement.GetProperty("state").GetString());
        Assert.Equal("SIGKILL", report.RootElement.GetProperty("explanation").GetProperty("signal").GetString());
        Assert.Equal("training", report.RootElement.GetProperty("explanation").GetProperty("phase").GetString());

        var (exitCode, output) = Run(["train", "--json", "--set", "epochs=1", .. s_short]);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>The run's own evaluation, and that of its number, its checkpoint and its exported file, wherever they lie, are one.</summary>
    private void CheckEvaluations(string artifacts, double trained)
    {
        using var info = JsonDocument.Parse(File.ReadAllText(Path.Combine(artifacts, "experiment_info.json")));
        var metrics = info.RootElement.GetProperty("evaluation_metrics");
        Assert.Equal("mAP", metrics.EnumerateObject().First().Name);
        Assert.Equal(trained, metrics.GetProperty("AP50").GetDouble(), 0.05);
        Directory.CreateDirectory(_folder.At("elsewhere"));
        foreach (var file in new[] { "checkpoints/best.pth", "checkpoints/best.pth.info.json", "export/best.onnx" })
            File.Copy(Path.Combine(artifacts, file), Path.Combine(_folder.At("elsewhere"), Path.GetFileName(file)));

        string[] models = ["1", Path.Combine(artifacts, "export", "best.onnx"), _folder.At("elsewhere/best.pth"), _folder.At("elsewhere/best.onnx")];
        foreach (var model in models)
        {
            // What lies elsewhere knows of no split.
            string[] data = model.StartsWith(_folder.At("elsewhere"), StringComparison.Ordinal) ? ["--project", SharedData.Find("data", "lemons"), "--split", "all"] : [];
            var (exitCode, output) = Run(["evaluate", model, "--json", "--speed-test", "off", .. data]);
            Assert.True(exitCode == 0, output);
            using var document = JsonDocument.Parse(Json(output));
            Assert.All(
                metrics.EnumerateObject(),
                expected => Assert.True(Math.Abs(expected.Value.GetDouble() - document.RootElement.GetProperty("metrics").GetProperty(expected.Name).GetDouble()) < 1e-3, $"{model}: {expected.Name} is {expected.Value}\n{output}"));
            Assert.True(File.Exists(document.RootElement.GetProperty("predictions").GetString()));
            Assert.True(File.Exists(document.RootElement.GetProperty("report").GetString()));
        }

        File.WriteAllText(_folder.At("elsewhere/broken.onnx"), "not a graph");
        foreach (var model in new[] { "7", "1:absent.pth", _folder.At("elsewhere/broken.onnx"), _folder.At("elsewhere/best.pth.info.json") })
        {
            var (exitCode, output) = Run("evaluate", model, "--json");
            Assert.True(exitCode == 2, $"{model}: {output}");
        }
    }

    private static string App => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Quickstart", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Quickstart"));

    private (int ExitCode, string Output) Run(params string[] words) => Command.Run(App, _folder.Path, [.. words, "--workspace", _folder.At("workspace")]);

    private Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(App) { WorkingDirectory = _folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words.Append("--workspace").Append(_folder.At("workspace"))) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>The document on standard output; notes from standard error follow it.</summary>
    private static string Json(string output) => output[output.IndexOf('{', StringComparison.Ordinal)..(output.IndexOf("\n}", StringComparison.Ordinal) + 2)];
}
