using System.Globalization;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Serving;

public sealed class RestartTests(Browser browser)
{
    [Fact]
    public async Task An_open_page_says_that_the_server_is_gone_and_comes_back_by_itself()
    {
        await using var workspace = new TestWorkspace();
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        int port;
        await using (var first = await ServedApp.StartAsync(workspace))
        {
            port = first.Address.Port;
            await page.GotoAsync(first.At("/new#train").ToString());
            await page.Locator("main[data-ready]").WaitForAsync();
            Assert.False(await page.GetByText("Connection lost.").IsVisibleAsync());
        }

        await page.GetByText("Connection lost.").WaitForAsync();
        await using var second = await ServedApp.StartAsync(workspace, "--port", port.ToString(CultureInfo.InvariantCulture));
        await page.GetByText("Connection lost.").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
        await page.Locator("main[data-ready]").WaitForAsync();
        Assert.Equal(second.At("/new#train").ToString(), page.Url);
    }
}
