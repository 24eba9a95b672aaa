using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Browser))]

namespace TrainApp.Gui.Tests;

public sealed class FirstPageTests(Browser browser)
{
    [Fact]
    public async Task A_fresh_page_shows_every_step_and_becomes_interactive()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        Assert.Equal(["project", "splits", "classes", "model", "hyperparameters", "train", "logs", "artifacts"],
            await page.Locator("main > section").EvaluateAllAsync<string[]>("sections => sections.map(section => section.id)"));
    }

    [Fact]
    public async Task An_app_without_a_sample_project_asks_for_one()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["FIXTURE_SAMPLE"] = "none";
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        await Expect(page.Locator("#project .msg.bad").First).ToBeVisibleAsync();
        await Expect(page.Locator("#start-button")).ToBeDisabledAsync();
    }
}
