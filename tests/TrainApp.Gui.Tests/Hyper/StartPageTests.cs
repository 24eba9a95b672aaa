using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Hyper;

/// <summary>Starting from the page, and filling it in.</summary>
public sealed class StartPageTests(Browser browser)
{
    [Fact]
    public async Task One_click_on_a_fresh_page_starts_a_run_and_leads_to_it()
    {
        await using var place = await Place.OpenAsync(browser);
        await place.Page.Locator("#start-button").ClickAsync();
        await place.Page.WaitForURLAsync("**/runs/1#logs");
        await Expect(place.Page.Locator(".run-main")).ToContainTextAsync("completed", new() { Timeout = 60_000 });
        Assert.Equal(["000001"], place.Runs);
        // Its settings can be read, and be the beginning of the next run.
        await Expect(place.Page.Locator("#hyperparameters-text")).ToHaveAttributeAsync("readonly", "");
    }

    [Fact]
    public async Task However_often_and_wherever_start_is_pressed_there_is_one_run()
    {
        await using var place = await Place.OpenAsync(browser);
        await place.Page.GetByLabel("step_milliseconds", new() { Exact = true }).FillAsync("2000");
        var second = await place.OpenAnotherAsync("/new");
        await Expect(second.GetByLabel("step_milliseconds", new() { Exact = true })).ToHaveValueAsync("2000");
        await Task.WhenAll(place.Page.Locator("#start-button").DblClickAsync(), second.Locator("#start-button").ClickAsync());
        await place.Page.WaitForURLAsync("**/runs/1#logs");
        await second.WaitForURLAsync("**/runs/1#logs");
        Assert.Equal(["000001"], place.Runs);
        // Who comes later is told who works there, and can wait.
        var third = await place.OpenAnotherAsync("/new");
        await Expect(third.Locator("#start-button")).ToBeDisabledAsync();
        await Expect(third.GetByRole(AriaRole.Link, new() { Name = "Run 1 works on cpu" }).First).ToBeVisibleAsync();
        await Expect(third.GetByRole(AriaRole.Link, new() { Name = "Open run 1" })).ToHaveAttributeAsync("href", "/runs/1");
        await third.GetByLabel("Share the device").CheckAsync();
        await third.GetByLabel("step_milliseconds", new() { Exact = true }).FillAsync("1");
        await third.Locator("#start-button").ClickAsync();
        await third.WaitForURLAsync("**/runs/2#logs");
    }

    [Fact]
    public async Task A_start_that_waits_says_for_whom_and_can_be_called_off()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await page.GetByLabel("step_milliseconds", new() { Exact = true }).FillAsync("30000");
        await page.Locator("#start-button").ClickAsync();
        await page.WaitForURLAsync("**/runs/1#logs");
        var next = await place.OpenAnotherAsync("/new");
        await next.GetByLabel("Wait until the device is free").CheckAsync();
        await next.Locator("#start-button").ClickAsync();
        await Expect(next.Locator("#train")).ToContainTextAsync("Waits for run 1");
        await Expect(next.Locator("#start-button")).ToHaveTextAsync("Waiting…");
        await next.GetByRole(AriaRole.Button, new() { Name = "Do not start" }).ClickAsync();
        await Expect(next.Locator("#start-button")).ToHaveTextAsync("Start");
        Assert.Equal(["000001"], place.Runs);
    }

    [Fact]
    public async Task A_name_that_no_experiment_may_have_is_said_as_it_is_typed()
    {
        await using var place = await Place.OpenAsync(browser);
        var name = place.Page.GetByLabel("Experiment name");
        await Expect(name).ToHaveAttributeAsync("placeholder", "1_Sample_Tiny");
        await name.FillAsync("a/b");
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(place.Page.Locator("#start-button")).ToBeDisabledAsync();
        await name.FillAsync("");
        await Expect(place.Page.Locator("#start-button")).ToBeEnabledAsync();
        await Expect(place.Page.Locator(".findings")).ToContainTextAsync("The workspace can be written.");
    }

    [Fact]
    public async Task An_app_state_fills_the_page_in_and_starts_nothing_and_a_wrong_one_changes_nothing()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await page.Locator("#start-button").ClickAsync();
        await page.WaitForURLAsync("**/runs/1#logs");
        await Expect(page.Locator(".run-main")).ToContainTextAsync("completed", new() { Timeout = 60_000 });
        var state = JsonNode.Parse(await File.ReadAllTextAsync(place.Workspace.RunFile(1, "app_state.json"), TestContext.Current.CancellationToken))!;
        state["hyperparameters"] = "epochs: 17  # as in the state\n";
        state["experiment_name"] = "From a state";
        var file = Path.Combine(place.Workspace.Root, "state.json");
        await File.WriteAllTextAsync(file, state.ToJsonString(), TestContext.Current.CancellationToken);

        var fresh = await place.OpenAnotherAsync("/new");
        await fresh.GetByRole(AriaRole.Button, new() { Name = "Load an app state" }).ClickAsync();
        await fresh.GetByLabel("A file, app_state.json of a run").SetInputFilesAsync(file);
        await Expect(fresh.Locator(".settings")).ToContainTextAsync("The settings are now those of state.json.");
        await Expect(fresh.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("17");
        await Expect(fresh.GetByLabel("Experiment name")).ToHaveValueAsync("From a state");
        await Expect(fresh.Locator(".cm-content")).ToContainTextAsync("# as in the state");

        await fresh.GetByRole(AriaRole.Button, new() { Name = "Load an app state" }).ClickAsync();
        await fresh.GetByLabel("Or its text").FillAsync("{\n  \"model\": { \"source\": \"Pretrained models\", \"model_name\": \"Tinny\" },\n  \"clases\": []\n}");
        await fresh.GetByRole(AriaRole.Button, new() { Name = "Fill in" }).ClickAsync();
        var problems = fresh.GetByRole(AriaRole.List, new() { Name = "Problems of the app state" });
        await Expect(problems).ToContainTextAsync("Line 2: ");
        await Expect(problems).ToContainTextAsync("Did you mean 'Tiny'?");
        await Expect(problems).ToContainTextAsync("Did you mean 'classes'?");
        await Expect(fresh.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("17");
        await fresh.GetByLabel("Or its text").FillAsync("/etc/passwd");
        await fresh.GetByRole(AriaRole.Button, new() { Name = "Fill in" }).ClickAsync();
        await Expect(problems).ToContainTextAsync("begins with a brace");

        Assert.Equal(["000001"], place.Runs);
    }

    [Fact]
    public async Task The_settings_of_a_run_are_the_beginning_of_the_next_and_can_be_saved_and_taken_back()
    {
        await using var place = await Place.OpenAsync(browser);
        var page = place.Page;
        await page.GetByLabel("epochs", new() { Exact = true }).FillAsync("1");
        await page.Locator("#start-button").ClickAsync();
        await page.WaitForURLAsync("**/runs/1#logs");
        await Expect(page.Locator(".run-main")).ToContainTextAsync("completed", new() { Timeout = 60_000 });
        var other = await place.OpenAnotherAsync("/new");
        await other.GetByLabel("epochs", new() { Exact = true }).FillAsync("9");
        await page.GetByRole(AriaRole.Link, new() { Name = "New run with these settings" }).ClickAsync();
        await page.WaitForURLAsync("**/new");
        await Expect(page.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("1");
        await Expect(other.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("1");
        await Expect(page.GetByLabel("Experiment name")).ToHaveValueAsync("");
        await Expect(page.Locator("#start-button")).ToBeEnabledAsync();
        Assert.Equal("", string.Join(" ", await page.Locator("p.msg.bad").AllTextContentsAsync()));
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Save these settings" }).ClickAsync());
        Assert.Contains("epochs: 1 ", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();
        await Expect(page.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Start over" }).GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Expect(page.GetByLabel("epochs", new() { Exact = true })).ToHaveValueAsync("2");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
