using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace TrainApp.Package.Tests;

/// <summary>Starts an app, opens the page that it serves, and ends the app.</summary>
internal static partial class ServedPage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    /// <summary>The addresses of styles and scripts that the page refers to, each of which was answered.</summary>
    public static async Task<IReadOnlyList<string>> OpenAsync(string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] words)
    {
        var start = new ProcessStartInfo(program, [.. words, "--no-browser", "--port", "0"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken);
            Assert.Matches("^[^:]+: http://localhost:[0-9]+/\\?token=[0-9a-f]{48}$", line);
            var address = new Uri(line!.Split(' ')[^1]);
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
            var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
            var assets = AssetPattern().Matches(page).Select(match => match.Groups[1].Value).ToList();
            foreach (var asset in assets) Assert.NotEmpty(await client.GetByteArrayAsync(new Uri(address, asset), TestContext.Current.CancellationToken));
            return assets;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("(?:href|src)=\"(/(?:assets|_framework)/[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AssetPattern();
}
