using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Requests;
using TrainApp.Runs;
using TrainApp.Training;
using TrainApp.Tuning;

namespace TrainApp.Benchmarks;

/// <summary>
/// What a page costs that follows a run of 20 points and 1,000 lines a second, on top of ten million points and a million lines: the
/// server's processor time and memory, the tab's memory, bytes a second, and the first view.
/// </summary>
internal static partial class PageCost
{
    private const int Points = 10_000_000, Lines = 1_000_000, Series = 20;
    private static readonly TimeSpan s_stretch = TimeSpan.FromSeconds(20);
    private static readonly string[] s_browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>The server's process.</summary>
    public static Task<int> ServeAsync(string workspace) => TrainApp.Gui.Serving.GuiServer.RunAsync(
        new AppDescription
        {
            FrameworkName = "Benchmark",
            Models = [new ModelInfo { Name = "Model", TaskType = "object detection" }],
            Hyperparameters = new HyperparameterSource("hyperparameters.yaml", "epochs: 100\n", values => values),
            Options = new AppOptions(),
            Train = (_, _) => throw new NotSupportedException(),
        },
        new ServerSettings { Workspace = workspace, Port = 0, Started = served => Console.WriteLine(served.SignIn) },
        CancellationToken.None);

    public static async Task RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("trainapp-page-").FullName;
        try
        {
            using var run = new FedRun(root, Points, Lines, Series);
            using var server = StartServer(root, out var address);
            try
            {
                await MeasureAsync(await address, server, run);
            }
            finally
            {
                server.Kill();
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task MeasureAsync(Uri address, Process server, FedRun run)
    {
        var page = new Uri(address, string.Create(CultureInfo.InvariantCulture, $"/runs/{run.Number}#logs"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TRAINAPP_CHROMIUM") ?? s_browsers.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"],
        });
        // The page's own code is compiled by a first visit, of a run without history.
        await OpenAsync(browser, address, new Uri(address, "/runs"), isRun: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Points:N0} points in {Series} series, {Lines:N0} lines; the feed: 20 points and 1,000 lines a second"));
        await MeasureServerAsync("no feed, no page", server);
        using var feed = run.Feed();
        var alone = await MeasureServerAsync("feed, no page", server);
        await MeasureRepliesAsync(address, run.Number, server);
        List<IPage> pages = [];
        var bytes = 0L;
        foreach (var clients in (int[])[1, 4])
        {
            while (pages.Count < clients)
            {
                pages.Add(await OpenAsync(browser, address, page, isRun: true));
                await CountAsync(pages[^1], length => Interlocked.Add(ref bytes, length));
            }

            // Code that is compiled while it first runs is no cost of a page.
            await Task.Delay(s_stretch / 2);
            var before = Interlocked.Read(ref bytes);
            var spent = await MeasureServerAsync(string.Create(CultureInfo.InvariantCulture, $"feed, {clients} page{(clients == 1 ? "" : "s")}"), server);
            var heap = await HeapAsync(pages);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {(spent - alone) / clients:F1} % of a core per page, {(Interlocked.Read(ref bytes) - before) / s_stretch.TotalSeconds / clients / 1000:F0} kB/s per page, tab heap {heap:F0} MB"));
        }
    }

    /// <summary>Processor time of the server over a stretch, in percent of a core.</summary>
    private static async Task<double> MeasureServerAsync(string what, Process server)
    {
        server.Refresh();
        var (start, spent) = (Stopwatch.GetTimestamp(), server.TotalProcessorTime);
        await Task.Delay(s_stretch);
        server.Refresh();
        var percent = (server.TotalProcessorTime - spent) / Stopwatch.GetElapsedTime(start) * 100;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} server {percent,5:F1} % of a core, {server.WorkingSet64 / 1e6:F0} MB resident"));
        return percent;
    }

    private static async Task MeasureRepliesAsync(Uri address, int run, Process server)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address, "/") };
        await client.GetAsync(address);
        client.DefaultRequestHeaders.CacheControl = new CacheControlHeaderValue { NoCache = true };
        foreach (var (what, path) in ((string, string)[])[("history, first", "history"), ("history, again", "history"), ("end of the log", "log/lines?count=1000"), ("search of the log", "log/lines?count=1000&search=nowhere"), ("errors of the log", "log/lines?count=1000&level=error")])
        {
            server.Refresh();
            var (start, spent) = (Stopwatch.GetTimestamp(), server.TotalProcessorTime);
            var bytes = await client.GetByteArrayAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run}/{path}"), UriKind.Relative));
            var elapsed = Stopwatch.GetElapsedTime(start);
            server.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {elapsed.TotalMilliseconds,5:F0} ms, processor {(server.TotalProcessorTime - spent).TotalMilliseconds:F0} ms, {bytes.Length / 1000.0:F0} kB"));
        }
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, Uri address, Uri place, bool isRun)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var requests = 0;
        page.Request += (_, _) => requests++;
        if (address.Query.Length > 0) await context.APIRequest.GetAsync(address.ToString());
        var start = Stopwatch.GetTimestamp();
        await page.GotoAsync(place.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        if (!isRun)
        {
            await page.Locator("h1").First.WaitForAsync();
            await context.CloseAsync();
            return page;
        }

        await page.Locator("#logs canvas").First.WaitForAsync();
        await page.Locator("#logs [data-log=view] .log-rows > div").Nth(10).WaitForAsync();
        var bytes = await page.EvaluateAsync<double>("performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, one) => sum + one.transferSize, 0)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first view           {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms until charts and log are painted, {bytes / 1000:F0} kB, {requests} requests"));
        return page;
    }

    /// <summary>Counts what a page receives from now on: answers, events, and what Blazor sends.</summary>
    private static async Task CountAsync(IPage page, Action<long> received)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.dataReceived").OnEvent += (_, data) => received(data!.Value.GetProperty("dataLength").GetInt64());
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, data) => received(data!.Value.GetProperty("response").GetProperty("payloadData").GetString()!.Length);
        await session.SendAsync("Network.enable");
    }

    private static async Task<double> HeapAsync(IReadOnlyList<IPage> pages)
    {
        var most = 0.0;
        foreach (var page in pages)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("HeapProfiler.collectGarbage");
            var usage = await session.SendAsync("Runtime.getHeapUsage");
            most = Math.Max(most, usage!.Value.GetProperty("usedSize").GetDouble() + usage.Value.GetProperty("backingStorageSize").GetDouble());
        }

        return most / 1e6;
    }

    private static Process StartServer(string root, out Task<Uri> address)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])["page-server", root]) start.ArgumentList.Add(word);
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(start)!;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        address = found.Task;
        return process;

        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null && AddressPattern().Match(line.Data) is { Success: true } match) found.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex AddressPattern();
}
