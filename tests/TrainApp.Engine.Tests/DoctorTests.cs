using System.Globalization;
using TrainApp.Engine.Tests.Support;
using TrainApp.Tests;

namespace TrainApp.Engine.Tests;

/// <summary>What the doctor says of a machine on which something is really missing, hidden or limited.</summary>
public sealed class DoctorTests : IAsyncDisposable
{
    private readonly TestWorkspace _workspace = new();

    public DoctorTests() => _workspace.Environment["CUDA_VISIBLE_DEVICES"] = null;

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    [Fact]
    public async Task A_file_in_the_workspace_s_place_is_an_error_and_nothing_is_made()
    {
        await File.WriteAllTextAsync(Path.Combine(_workspace.Root, "taken"), "a file", TestContext.Current.CancellationToken);
        var finding = await FindAsync("workspace", "--workspace", Path.Combine("taken", "below"));
        Assert.Equal("error", finding.Severity);
        Assert.Contains("is a file", finding.Message, StringComparison.Ordinal);
        Assert.Contains("--workspace", finding.Hint, StringComparison.Ordinal);
        Assert.Equal(1, finding.ExitCode);
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_yet_is_looked_at_without_being_made()
    {
        var finding = await FindAsync("workspace", "--workspace", "later");
        Assert.Equal("ok", finding.Severity);
        Assert.False(Path.Exists(Path.Combine(_workspace.Root, "later")));
    }

    [Fact]
    public async Task A_folder_that_the_system_lets_nobody_write_to_is_an_error()
    {
        // Root may write to a folder without the permission; to the kernel's own folders nobody may.
        Assert.SkipUnless(Directory.Exists("/proc/self"), "This system has no /proc.");
        var finding = await FindAsync("workspace", "--workspace", "/proc/trainapp");
        Assert.Equal(("error", 1), (finding.Severity, finding.ExitCode));
    }

    [Fact]
    public async Task A_workspace_in_memory_is_a_warning()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "This system has no folder in memory.");
        var finding = await FindAsync("workspace-disk", "--workspace", "/dev/shm/trainapp-data");
        Assert.Equal("warning", finding.Severity);
        Assert.Contains("tmpfs", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_an_error()
    {
        var finding = await FindAsync("path", "--workspace", string.Join('/', Enumerable.Repeat(new string('x', 200), 20)));
        Assert.Equal("error", finding.Severity);
        Assert.Contains("too long", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_open_files_are_a_warning()
    {
        var finding = await LimitedAsync("open-files", "--nofile=300:300");
        Assert.Equal("warning", finding.Severity);
        Assert.Contains("300 files", finding.Message, StringComparison.Ordinal);
        Assert.Contains("ulimit -n", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_on_address_space_is_a_warning()
    {
        _workspace.Environment["DOTNET_GCHeapHardLimit"] = "20000000";
        var finding = await LimitedAsync("address-space", string.Create(CultureInfo.InvariantCulture, $"--as={12L << 30}"));
        Assert.Equal("warning", finding.Severity);
        Assert.Contains("12.0 GiB", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LANG", "de_DE.ISO-8859-1", true)]
    [InlineData("LC_ALL", "de_DE.iso88591@euro", true)]
    [InlineData("LANG", "C.UTF-8", false)]
    [InlineData("LANG", "de_DE.utf8", false)]
    [InlineData("LANG", "C", false)]
    public async Task A_locale_of_other_characters_is_a_warning(string variable, string locale, bool warns)
    {
        foreach (var name in (string[])["LANG", "LC_ALL", "LC_CTYPE"]) _workspace.Environment[name] = null;
        _workspace.Environment[variable] = locale;
        var found = Look(await _workspace.RunAsync("doctor", "--json"), "culture");
        Assert.Equal(warns, found is not null);
        if (warns) Assert.Contains($"export {variable}=C.UTF-8", found!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_without_cultures_is_told()
    {
        _workspace.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        Assert.Contains("without data of other cultures", (await FindAsync("runtime")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "ok", "there is no card")]
    [InlineData(18, "warning", "two versions")]
    [InlineData(4, "warning", "may not talk")]
    [InlineData(999, "warning", "does not answer")]
    public async Task A_driver_that_does_not_answer_is_explained(int answer, string severity, string words)
    {
        // A machine that has a card of its own would be told so.
        Assert.SkipWhen(Directory.Exists("/proc/driver/nvidia"), "This machine has an NVIDIA driver of its own.");
        StandInDriver(start: answer);
        var finding = await FindAsync("driver");
        Assert.Equal(severity, finding.Severity);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_are_listed_the_freest_first()
    {
        StandInDriver();
        Assert.Equal("Devices: cpu, NVIDIA A10 (cuda:1) with 4.0 GiB of 24.0 GiB in use, NVIDIA H100 (cuda:0) with 70.0 GiB of 80.0 GiB in use.", (await FindAsync("devices")).Message);
        Assert.Equal("NVIDIA driver 570.86.15, for CUDA up to 12.8.", (await FindAsync("driver")).Message);
    }

    [Fact]
    public async Task Cards_that_are_hidden_are_a_warning()
    {
        StandInDriver();
        _workspace.Environment["CUDA_VISIBLE_DEVICES"] = "-1";
        var finding = await FindAsync("gpu");
        Assert.Equal("warning", finding.Severity);
        Assert.Contains("2 NVIDIA GPUs, and CUDA_VISIBLE_DEVICES='-1' hides them all", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_json_each_finding_is_a_line()
    {
        var told = await _workspace.RunAsync("doctor");
        Assert.Contains("ok      The workspace can be written.", told.Output, StringComparison.Ordinal);
    }

    private void StandInDriver(int start = 0)
    {
        var folder = Path.Combine(_workspace.Root, "driver");
        NativeStandIn.Nvml(folder, [("NVIDIA H100", 80, 10), ("NVIDIA A10", 24, 20)], start: start);
        _workspace.Environment["LD_LIBRARY_PATH"] = folder;
    }

    private async Task<Found> FindAsync(string code, params string[] words) =>
        Look(await _workspace.RunAsync(["doctor", "--json", .. words]), code) ?? throw new InvalidOperationException($"Nothing was said of '{code}'.");

    private async Task<Found> LimitedAsync(string code, string limit)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "There is no prlimit (util-linux) to set a limit with.");
        return Look(await _workspace.StartOther("/usr/bin/prlimit", limit, TestWorkspace.App, "doctor", "--json").Result, code) ?? throw new InvalidOperationException($"Nothing was said of '{code}'.");
    }

    private static Found? Look(AppResult result, string code)
    {
        var found = result.Json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("code").GetString() == code)
            .Select(finding => new Found(finding.GetProperty("severity").GetString()!, finding.GetProperty("message").GetString()!, finding.GetProperty("hint").GetString() ?? "", result.ExitCode))
            .FirstOrDefault();
        Assert.Equal(result.Json.GetProperty("ok").GetBoolean() ? 0 : 1, result.ExitCode);
        return found;
    }

    private sealed record Found(string Severity, string Message, string Hint, int ExitCode);
}
