using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Hyper;

/// <summary>The hyperparameters in the real page, with the real editor.</summary>
public sealed class HyperparameterPageTests(Browser browser)
{
    [Fact]
    public async Task A_mistake_is_seen_in_the_field_the_text_the_list_and_the_rail_and_the_start_says_why_it_cannot_be()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await Editor(page).ClickAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Control+Home");
        for (var i = 0; i < "epochs: ".Length; i++) await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync("x");
        await Expect(page.Locator("#hyperparameters .err")).ToContainTextAsync("'epochs' is a whole number");
        await Expect(Field(page, "epochs")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Editor(page).Locator(".cm-lintRange-error")).ToHaveTextAsync("x2");
        await Expect(page.Locator(".found li")).ToContainTextAsync("Line 1");
        await Expect(page.Locator("nav.steps .s-err")).ToContainTextAsync("1 error");
        await Expect(page.Locator("#start-button")).ToBeDisabledAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 error in Hyperparameters" }).First).ToBeVisibleAsync();
        await Field(page, "epochs").FillAsync("3");
        await Expect(page.Locator("#start-button")).ToBeEnabledAsync();
        await Expect(Editor(page)).ToContainTextAsync("epochs: 3  # [1, 1000]");
        await Expect(page.Locator(".found")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_editor_offers_keys_and_values_and_tab_leaves_it()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await Editor(page).ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("na");
        await Expect(page.Locator(".cm-tooltip-autocomplete li").First).ToContainTextAsync("name");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("behaviour: o");
        await Expect(page.Locator(".cm-tooltip-autocomplete li", new() { HasTextString = "obey" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        Assert.False(await Editor(page).EvaluateAsync<bool>("editor => editor.contains(document.activeElement)"));
    }

    [Fact]
    public async Task The_line_in_the_list_leads_to_its_place_in_the_text()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await Field(page, "lr").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Line 10" }).ClickAsync();
        await Expect(page.Locator(".cm-activeLine")).ToContainTextAsync("lr: 7");
        Assert.True(await Editor(page).EvaluateAsync<bool>("editor => editor.contains(document.activeElement)"));
    }

    [Fact]
    public async Task Two_tabs_that_write_at_the_same_time_lose_nothing_and_see_the_same_text()
    {
        await using var place = await Place.OpenAsync(browser);
        var first = place.Page;
        var second = await place.OpenAnotherAsync();
        await Editor(first).ClickAsync();
        await first.Keyboard.PressAsync("Control+Home");
        await Editor(second).ClickAsync();
        await second.Keyboard.PressAsync("Control+End");
        await Task.WhenAll(
            first.Keyboard.TypeAsync("# from the first tab, at the very top\n", new() { Delay = 15 }),
            second.Keyboard.TypeAsync("\nfrom_the_second: tab\n", new() { Delay = 25 }));
        foreach (var page in new[] { first, second })
        {
            await Expect(Editor(page)).ToContainTextAsync("# from the first tab, at the very top");
            await Expect(Editor(page)).ToContainTextAsync("from_the_second: tab");
        }

        Assert.Equal(await Editor(first).InnerTextAsync(), await Editor(second).InnerTextAsync());
    }

    [Fact]
    public async Task A_text_of_64_kilobytes_is_taken_and_judged()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        var text = string.Concat(Enumerable.Range(0, 2200).Select(i => FormattableString.Invariant($"my_variable_with_number_{i}: {i}\n"))) + "epochs: none of it\n";
        Assert.InRange(text.Length, 64 * 1024, 128 * 1024);
        await Editor(page).ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await Editor(page).EvaluateAsync("""
            (editor, text) => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """, text);
        await Expect(page.Locator(".found li")).ToContainTextAsync("Line 2201");
        await Expect(page.Locator(".extra li")).Not.ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_step_can_be_used_by_everybody_and_does_not_scroll_sideways(int width, ColorScheme scheme)
    {
        await using var place = await Place.OpenAsync(browser, width, scheme);
        var page = place.Page;
        await Field(page, "epochs").FillAsync("50x");
        await Field(page, "steps").FillAsync("4");
        await Editor(page).ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("\nmine: 1\n");
        await Expect(page.Locator(".extra")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Load an app state" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        foreach (var part in new[] { "#hyperparameters", "#train", ".settings" })
        {
            var found = await page.Locator(part).RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
            Assert.Empty(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static ILocator Editor(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Hyperparameters as YAML" }).And(page.Locator(".cm-content"));

    private static ILocator Field(IPage page, string key) => page.GetByLabel(key, new() { Exact = true });
}
