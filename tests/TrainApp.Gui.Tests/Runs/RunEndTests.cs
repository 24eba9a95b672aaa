using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Live;
using TrainApp.Gui.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Runs;

/// <summary>How the page shows a run that did not end well, and what can be done then.</summary>
public sealed class RunEndTests(Browser browser)
{
    [Fact]
    public async Task A_failed_run_says_why_and_what_to_do()
    {
        await using var workspace = new TestWorkspace();
        var failed = await workspace.TrainAsync("behaviour=throw");
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, "/runs/1");
        var card = page.Locator(".explanation");
        await Expect(card).ToContainTextAsync(failed.Explanation.GetProperty("cause").GetString()!);
        await Expect(card).ToContainTextAsync(failed.Explanation.GetProperty("nextStep").GetString()!);
        await Expect(card.Locator(".lastlines")).ToContainTextAsync("Exception");
        Assert.Contains("Cause: ", await card.GetByRole(AriaRole.Button, new() { Name = "Copy report" }).GetAttributeAsync("data-copies"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_worker_was_killed_while_nobody_watched_is_explained()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("epochs=100", "step_milliseconds=50");
        await workspace.WaitForStateAsync(1, "training");
        var worker = workspace.WorkerOf(1);
        Signal.Send(training.Process, Signal.Kill);
        await training.Result;
        Signal.Send(worker, Signal.Kill);
        await Eventually.IsTrueAsync(() => !ProcessTable.IsAlive(worker), "the worker is gone");
        Assert.Equal("training", workspace.States(1)[^1]);

        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, "/runs/1");
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("failed");
        await Expect(page.Locator(".explanation")).ToContainTextAsync("nobody was there");
        workspace.RequireLegalJournal(1);
    }

    [Fact]
    public async Task A_run_that_is_trashed_elsewhere_is_there_no_more()
    {
        await using var workspace = new TestWorkspace();
        await workspace.TrainAsync();
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, "/runs/1");
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("completed");
        using (var client = await app.SignInAsync())
        using (var reply = await client.DeleteAsync("/api/runs/1", TestContext.Current.CancellationToken)) Assert.True(reply.IsSuccessStatusCode);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no run 1" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_step_that_failed_is_repeated_alone()
    {
        await using var workspace = new TestWorkspace();
        Assert.Equal("degraded", (await workspace.TrainAsync("export=throw")).State);
        workspace.Environment["FIXTURE_EXPORT"] = "well";
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, "/runs/1");
        await Expect(page.Locator(".explanation")).ToContainTextAsync("The operator 'warp' has no mapping.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry export-onnx" }).ClickAsync();
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("completed");
        await Expect(page.Locator(".explanation")).ToHaveCountAsync(0);
        await Expect(page.Locator("#artifacts")).ToContainTextAsync("export/best.onnx");
    }

    [Fact]
    public async Task Stop_asks_once_and_keeps_the_best()
    {
        await using var workspace = new TestWorkspace();
        var training = workspace.StartTraining("epochs=200", "step_milliseconds=20");
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        await Eventually.IsTrueAsync(() => File.Exists(workspace.RunFile(1, "checkpoints.json")), "a checkpoint is reported");
        var page = await OpenAsync(context, app, "/");
        await page.WaitForURLAsync("**/runs/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on training" }).ClickAsync();
        Assert.False(File.Exists(workspace.RunFile(1, "control.json")));
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "After this epoch" }).ClickAsync();
        await Expect(page.Locator(".pill").First).ToHaveTextAsync("stopped");
        await Expect(page.Locator("#artifacts tr:has-text('checkpoints/best.pth') .okt").First).ToHaveTextAsync("best");
        Assert.Equal(4, (await training.Result).ExitCode);
    }

    [Fact]
    public async Task Every_shortcut_of_the_list_works()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, "/new");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Keyboard shortcuts");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("5");
        Assert.EndsWith("/new#hyperparameters", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator("#hyperparameters h2")).ToBeFocusedAsync();
        var theme = await page.Locator("html").GetAttributeAsync("data-theme");
        await page.Keyboard.PressAsync("t");
        Assert.NotEqual(theme, await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("r");
        await page.WaitForURLAsync("**/runs");
        await workspace.TrainAsync();
        page = await OpenAsync(context, app, "/runs/1");
        await Expect(page.Locator(".log-view")).ToContainTextAsync("training on");
        await page.Keyboard.PressAsync("f");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Follow" })).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByLabel("Search the log")).ToBeFocusedAsync();
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, ServedApp app, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.GotoAsync(app.At(path).ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        return page;
    }
}
