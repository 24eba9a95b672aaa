using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Steps;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.DataSteps;

public sealed class SetupInBrowserTests(Browser browser)
{
    [Fact]
    public async Task Another_project_split_classes_and_model_are_chosen_by_hand_and_seen_in_a_second_tab()
    {
        await using var workspace = new TestWorkspace();
        var folder = new ProjectPlan { Classes = [("apple", "rectangle"), ("<b>pear</b>", "rectangle"), ("plum", "rectangle")], Datasets = [("orchard", 12), ("shop", 4)], Objects = _ => ["apple", "<b>pear</b>", "plum"] }
            .Write(Path.Combine(workspace.Root, "Orchard"));
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app);

        await page.GetByLabel("Which project").SelectOptionAsync(new SelectOptionValue { Label = "A folder …" });
        await page.GetByLabel("Folder of a project on this machine").FillAsync(Path.Combine(workspace.Root, "nowhere"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#project-mistake")).ToContainTextAsync("nowhere");
        await page.GetByLabel("Folder of a project on this machine").FillAsync(folder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#project .facts")).ToContainTextAsync("16 images · 2 datasets · 3 classes · 48 objects");

        await page.Locator("#splits .seg label", new() { HasText = "Datasets" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "orchard: train" }).CheckAsync();
        await Assertions.Expect(page.Locator("#splits .msg.bad")).ToContainTextAsync("names no dataset");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "shop: val" }).CheckAsync();
        await Assertions.Expect(page.Locator("#splits .split")).ToHaveTextAsync("12 train 4 val");

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "plum" }).UncheckAsync();
        await Assertions.Expect(page.Locator("#classes h2")).ToContainTextAsync("2 of 3");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Small" }).CheckAsync();

        var second = await OpenAsync(context, app);
        await Assertions.Expect(second.Locator("#project .facts strong")).ToHaveTextAsync("Orchard");
        await Assertions.Expect(second.Locator("#splits .split")).ToHaveTextAsync("12 train 4 val");
        await Assertions.Expect(second.GetByRole(AriaRole.Checkbox, new() { Name = "plum" })).Not.ToBeCheckedAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Checkbox, new() { Name = "<b>pear</b>" })).ToBeCheckedAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Radio, new() { Name = "Small" })).ToBeCheckedAsync();
        await Assertions.Expect(second.Locator("nav.steps")).ToContainTextAsync("datasets orchard | shop");

        // What the second tab changes, the first one shows.
        await second.GetByRole(AriaRole.Checkbox, new() { Name = "plum" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "plum" })).ToBeCheckedAsync();
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, ServedApp app)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.Locator("main[data-ready]").WaitForAsync();
        return page;
    }
}
