using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Runs;

public sealed class RunsPageTests(Browser browser)
{
    [Fact]
    public async Task Runs_are_opened_compared_and_moved_to_the_trash()
    {
        await using var workspace = new TestWorkspace();
        Assert.Equal(0, (await workspace.TrainAsync("epochs=2", "optimizer.lr=0.02", "--name <b>first")).ExitCode);
        Assert.Equal(0, (await workspace.TrainAsync("epochs=3", "optimizer.lr=0.05", "--model Small")).ExitCode);
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.GotoAsync(app.At("/runs").ToString());
        await page.Locator("main[data-ready]").WaitForAsync();

        var rows = page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Nth(1)).ToContainTextAsync("<b>first");
        await rows.Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/runs/1");
        await Expect(page.Locator("#artifacts")).ToContainTextAsync("checkpoints/best.pth");

        await page.GotoAsync(app.At("/runs").ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        await page.GetByLabel("Compare run 1").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Compare two" })).ToBeDisabledAsync();
        await page.GetByLabel("Compare run 2").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare two" }).ClickAsync();
        await page.WaitForURLAsync(address => address.EndsWith("/compare?runs=1,2", StringComparison.Ordinal));
        var settings = page.Locator("section:has(#settings-title) tbody");
        await Expect(settings).ToContainTextAsync("optimizer.lr");
        await Expect(settings).ToContainTextAsync("Small");
        await Expect(settings).Not.ToContainTextAsync("step_milliseconds");

        await page.GotoAsync(app.At("/runs").ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Trash run 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Trash run 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        Assert.False(Directory.Exists(workspace.RunFile(1)));
        Assert.True(File.Exists(Path.Combine(workspace.Data, "trash", "000001", "run.json")));
        Assert.True(File.Exists(Path.Combine(workspace.Data, "experiments", "1_Sample", "1_Fixture", "checkpoints", "best.pth")));
    }

    [Fact]
    public async Task A_run_that_starts_meanwhile_appears_by_itself()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.GotoAsync(app.At("/runs").ToString());
        await Expect(page.GetByText("There is no run yet.")).ToBeVisibleAsync();
        await workspace.TrainAsync();
        await Expect(page.Locator("tbody tr .p-completed")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_comparison_of_something_else_says_what_it_needs()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.GotoAsync(app.At("/compare?runs=1").ToString());
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("needs two runs");
        await page.GotoAsync(app.At("/compare?runs=7,8").ToString());
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no run '7'");
        await page.GotoAsync(app.At("/runs/7").ToString());
        await Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("There is no run 7");
    }
}
