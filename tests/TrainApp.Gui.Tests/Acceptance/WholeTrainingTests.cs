using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Acceptance;

/// <summary>The sample app, trained for real by what a person sees on the page, and once more on the command line.</summary>
public sealed class WholeTrainingTests(Browser browser)
{
    private static readonly LocatorAssertionsToHaveTextOptions s_patient = new() { Timeout = 180_000 };

    [Fact]
    public async Task A_training_is_set_up_watched_stopped_and_repeated_and_gives_what_the_command_line_gives()
    {
        await using var workspace = new TestWorkspace("a person's folder");
        await using var app = await ServedApp.StartAsync(workspace, Quickstart.App, []);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.Locator("main[data-ready]").WaitForAsync();

        // Set up: split, class, model, hyperparameters, name; a mistake on the way.
        await page.GetByLabel("Share in percent as a number").FillAsync("75");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#splits")).ToContainTextAsync("180 train");
        await page.GetByLabel("Seed", new() { Exact = true }).FillAsync("7");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByLabel("FruitNet-M").CheckAsync();
        await FillAsync(page, "image_size", "65x");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 error in Hyperparameters" }).First).ToBeVisibleAsync();
        await Expect(page.Locator("#start-button")).ToBeDisabledAsync();
        await Expect(page.Locator(".steps .s-err")).ToContainTextAsync("Hyperparameters");
        await FillAsync(page, "image_size", "64");
        await FillAsync(page, "steps_per_epoch", "2");
        await FillAsync(page, "epochs", "1000");
        await page.GetByLabel("Experiment name").FillAsync("by hand");
        await page.Keyboard.PressAsync("Tab");

        // Start, watch, reload in the middle, stop.
        await page.Locator("#start-button").ClickAsync();
        await page.WaitForURLAsync("**/runs/1#logs");
        await Expect(page.Locator("#logs")).ToContainTextAsync("Best mAP", new() { Timeout = 120_000 });
        await page.CloseAsync();
        page = await context.NewPageAsync();
        await page.GotoAsync(app.At("/").ToString());
        await page.WaitForURLAsync("**/runs/1");
        await Expect(page.Locator("#logs")).ToContainTextAsync("Best mAP");
        await Expect(page.Locator("#experiment-name")).ToHaveValueAsync("by hand");
        await Expect(page.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("1000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop now, keep best" }).ClickAsync();
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("stopped", s_patient);
        await Expect(page.Locator("#artifacts tr", new() { HasText = "checkpoints/best.pth" }).First).ToContainTextAsync("best");

        // Again with these settings, a few epochs to the end.
        await page.GetByRole(AriaRole.Link, new() { Name = "Run again with these settings" }).ClickAsync();
        await page.Locator("#start-button:not([disabled])").WaitForAsync();
        await Expect(page.GetByLabel("steps_per_epoch", new() { Exact = true })).ToHaveValueAsync("2");
        await FillAsync(page, "epochs", "3");
        await page.Locator("#start-button:not([disabled])").ClickAsync();
        await page.WaitForURLAsync("**/runs/2#logs");
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("completed", s_patient);
        var downloaded = await DownloadAsync(page, ["checkpoints/best.pth", "checkpoints/last.pth", "export/best.onnx", "hyperparameters.yaml", "train_val_split.json", "model_meta.json"]);

        // The same request on the command line gives the same files.
        var state = await DownloadTextAsync(page, "app_state.json");
        var file = Path.Combine(workspace.Root, "state.json");
        await File.WriteAllTextAsync(file, state, TestContext.Current.CancellationToken);
        var trained = await workspace.StartOther(Quickstart.App, "train", "--json", "--app-state", file).Result;
        Assert.Equal((0, 3), (trained.ExitCode, trained.Run));
        var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(trained.Json.GetProperty("artifacts").GetString()!, "manifest.json"), TestContext.Current.CancellationToken));
        var hashes = manifest.RootElement.GetProperty("files").EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("path").GetString()!, entry => entry.GetProperty("sha256").GetString()!, StringComparer.Ordinal);
        foreach (var (path, hash) in downloaded) Assert.Equal((path, hashes[path]), (path, hash));
    }

    private static async Task FillAsync(IPage page, string field, string value)
    {
        await page.GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel(field, new() { Exact = true })).ToHaveValueAsync(value);
    }

    private static async Task<Dictionary<string, string>> DownloadAsync(IPage page, string[] paths)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths) hashes[path] = Convert.ToHexStringLower(SHA256.HashData(await DownloadBytesAsync(page, path)));
        return hashes;
    }

    private static async Task<string> DownloadTextAsync(IPage page, string path) => System.Text.Encoding.UTF8.GetString(await DownloadBytesAsync(page, path));

    private static async Task<byte[]> DownloadBytesAsync(IPage page, string path)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"Download {path}", Exact = true }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
