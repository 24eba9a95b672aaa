using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Hyper;

/// <summary>The page by keyboard, and what options of the app make of it.</summary>
public sealed class KeyboardPageTests(Browser browser)
{
    [Fact]
    public async Task A_start_by_keyboard_trains_with_what_was_typed_a_moment_before()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync("epochs: 4\n");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync("**/runs/1#logs");
        Assert.Equal("epochs: 4\n", (await page.Locator("#hyperparameters-text").InputValueAsync())[..10]);
        Assert.Contains("epochs: 4\n", await File.ReadAllTextAsync(place.Workspace.RunFile(1, "hyperparameters.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_skip_link_stays_on_its_page_and_takes_the_focus_along()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = await place.OpenAnotherAsync("/new");
        await page.Locator("a.skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/new#train");
        await Expect(page.Locator("#train-title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_step_that_is_done_folds_and_leads_to_the_next_one_where_the_app_wants_it()
    {
        await using var place = await Place.OpenAsync(browser, options: "collapsable");
        var page = place.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Done Hyperparameters" }).ClickAsync();
        await Expect(page.Locator("#hyperparameters-body")).ToBeHiddenAsync();
        await Expect(page.Locator("#train-title")).ToBeFocusedAsync();
        await Expect(page.Locator("#train-title")).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Hyperparameters" }).ClickAsync();
        await Expect(page.Locator("#hyperparameters-body")).ToBeVisibleAsync();
        await place.Workspace.TrainAsync();
        await page.GotoAsync(place.App.At("/runs/1").ToString());
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show Hyperparameters" })).ToBeVisibleAsync();
        await Expect(page.Locator("#hyperparameters-body")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_app_that_keeps_its_log_from_the_page_shows_figures_alone()
    {
        await using var place = await Place.OpenAsync(browser, options: "no-log");
        await place.Workspace.TrainAsync();
        await place.Page.GotoAsync(place.App.At("/runs/1").ToString());
        await Expect(place.Page.Locator(".live[data-loaded=true] [data-live=tiles]")).ToBeVisibleAsync();
        await Expect(place.Page.Locator("[data-live=log]")).ToHaveCountAsync(0);
    }
}
