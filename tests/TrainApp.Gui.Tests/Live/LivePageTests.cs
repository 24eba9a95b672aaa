using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using TrainApp.Training;

namespace TrainApp.Gui.Tests.Live;

public sealed class LivePageTests(Browser browser)
{
    [Fact]
    public async Task A_training_is_seen_as_it_goes_and_a_reload_in_the_middle_loses_nothing()
    {
        await using var workspace = new TestWorkspace();
        workspace.Environment["FIXTURE_CHATTER"] = "yes";
        await using var app = await ServedApp.StartAsync(workspace);
        var training = workspace.StartTraining("epochs=16", "steps=40", "step_milliseconds=40");
        await workspace.WaitForStateAsync(1, "training");
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, 1);
        await page.Locator("figure", new() { HasText = "Learning rate" }).WaitForAsync();
        await Row(page, "<b>not markup</b>").First.WaitForAsync();
        await page.CloseAsync();

        await workspace.WaitForLogAsync(1, "epoch 4 step 3");
        page = await OpenAsync(context, app, 1);
        await Assertions.Expect(page.Locator(".run-main .pill")).ToHaveTextAsync("training");
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\d+\.\d % – run 1$"));
        Assert.Equal(0, (await training.Result).ExitCode);
        await Assertions.Expect(page.Locator(".run-main .pill")).ToHaveTextAsync("completed");

        // Every step of the training is there, the first ones among them, though no page was open then.
        await page.GetByText("All series as a table").ClickAsync();
        await Assertions.Expect(page.Locator("[data-live=table] tr", new() { HasText = "learning_rate" }).Locator("td").Nth(4)).ToHaveTextAsync("640");
        await Assertions.Expect(page.Locator("[data-live=table] tr", new() { HasText = "mAP" }).Locator("td").Nth(1)).ToHaveTextAsync("1.6 @ epoch 16");
        await Assertions.Expect(page.Locator("[data-live=tiles]")).ToContainTextAsync("Best mAP");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("epoch 1 step 0");
        await Assertions.Expect(page.Locator("[data-log=note]")).ToHaveTextAsync("1 line");
        await Assertions.Expect(page.Locator(".log-rows mark")).ToHaveTextAsync("epoch 1 step 0");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("");
        await page.GetByText("Warnings", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-log=note]")).ToHaveTextAsync("16 lines");
        Assert.Equal(0, await page.Locator(".log-rows b").CountAsync());
    }

    [Fact]
    public async Task A_failed_run_shows_the_end_of_its_log()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        await workspace.TrainAsync("behaviour=throw");
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, 1);
        await Row(page, "The loss is not a number.").First.WaitForAsync();
        await Assertions.Expect(Row(page, "InvalidOperationException").First).ToHaveClassAsync("error");
    }

    [Fact]
    public async Task Following_yields_when_somebody_scrolls_up_and_goes_on_at_the_end()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        run.Write(Lines(0, 20_000));
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, 1);
        var view = page.Locator("[data-log=view]");
        await Row(page, "line 19999 ").WaitForAsync();
        await view.FocusAsync();
        await page.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(view).ToHaveAttributeAsync("data-follow", "false");
        // Where the key scrolls smoothly, it does so until somebody says otherwise.
        var top = await view.EvaluateAsync<double>("view => { view.scrollTo({ top: 16_900, behavior: 'instant' }); return view.scrollTop; }");
        run.Write(Lines(20_000, 20_400));
        await Assertions.Expect(view.Locator(".log-pad")).ToHaveAttributeAsync("style", $"height: {1400 * 18}px;");
        // The key's own scrolling may go on for some lines; following would have gone to the end, thousands of pixels away.
        Assert.InRange(await view.EvaluateAsync<double>("view => view.scrollTop"), top - 300, top + 300);

        // Older pages come when somebody scrolls to them.
        for (var i = 0; i < 4; i++)
        {
            var height = await view.EvaluateAsync<double>("view => view.scrollHeight");
            await view.EvaluateAsync("view => view.scrollTop = 100");
            await page.WaitForFunctionAsync("height => document.querySelector('[data-log=view]').scrollHeight > height", height);
        }

        Assert.Equal(string.Join('\n', Enumerable.Range(15_000, 100).Select(i => FormattableString.Invariant($"line {i} of the log"))), await TextAfterAsync(page, 15_000, 100));
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await Row(page, "line 20399 ").WaitForAsync();
    }

    [Fact]
    public async Task While_it_follows_the_list_never_shows_an_empty_row()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        run.Write(Lines(0, 3_000));
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, app, 1);
        await Row(page, "line 2999 ").WaitForAsync();
        await page.EvaluateAsync("""
            () => {
              const view = document.querySelector("[data-log=view]");
              view.scrollIntoView();
              window.frames_ = 0;
              window.blanks = 0;
              window.last = 0;
              const look = () => {
                const box = view.getBoundingClientRect();
                const rows = [...view.querySelectorAll(".log-rows > div")].filter((row) => row.getBoundingClientRect().bottom > box.top + 20 && row.getBoundingClientRect().top < box.bottom - 20);
                window.frames_++;
                if (rows.length < 15 || rows.some((row) => row.textContent === "")) window.blanks++;
                window.last = Number(/\d+/.exec(rows.at(-1)?.textContent ?? "0")[0]);
                requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            }
            """);
        for (var i = 0; i < 40; i++)
        {
            run.Write(Lines(3_000 + i * 100, 3_100 + i * 100));
            if (i % 4 == 3) await page.WaitForFunctionAsync("last => window.last > last", 3_000 + i * 100);
        }

        Assert.True(await page.EvaluateAsync<int>("window.frames_") > 10);
        Assert.Equal(0, await page.EvaluateAsync<int>("window.blanks"));
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_step_fits_every_screen_and_breaks_no_rule(int width, ColorScheme scheme)
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        for (var i = 0; i < 300; i++)
        {
            run.Log("train/loss", 1.0 / (1 + i), i, i / 100);
            if (i % 100 == 99) run.Log("val/loss", 2.0 / (1 + i), i, i / 100, MetricAxis.Epoch);
            if (i % 100 == 99) run.Log("mAP", i / 400.0, i, i / 100, MetricAxis.Epoch);
            run.Log("learning_rate", 1e-4 * i, i, i / 100);
            run.Log("system/cpu_percent", i % 100, i, i / 100, MetricAxis.Time);
        }

        run.Tell(new RunProgress { TotalEpochs = 10, EpochsFinished = 3, Epoch = 3, TotalSteps = 100, Step = 20, GlobalStep = 320, Started = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UtcNow, ElapsedSeconds = 60 });
        run.Write(Lines(0, 400) + "warning: " + new string('w', 3_000) + "\nRuntimeError: no\n");
        await using var app = await ServedApp.StartAsync(workspace);
        await using var context = await browser.OpenAsync(width, 900, scheme);
        var page = await OpenAsync(context, app, 1);
        await page.Locator("#logs figure").First.ScrollIntoViewIfNeededAsync();
        await page.Locator("#logs figure canvas").First.WaitForAsync();
        await Row(page, "RuntimeError: no").WaitForAsync();
        await page.GetByText("All series as a table").ClickAsync();
        Assert.Equal("", await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll("#logs *")]
              .filter((part) => part.getBoundingClientRect().right > innerWidth && !part.closest(".log-view, .tw"))
              .map((part) => part.outerHTML.slice(0, 100)).join()
            """));
        var result = await page.RunAxe(new AxeRunContext { Include = [new AxeSelector("#logs")] });
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    private static ILocator Row(IPage page, string text) => page.Locator(".log-rows > div", new() { HasText = text });

    private static async Task<IPage> OpenAsync(IBrowserContext context, ServedApp app, int run)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        await page.GotoAsync(app.At(FormattableString.Invariant($"/runs/{run}")).ToString());
        await page.Locator("[data-loaded]").WaitForAsync();
        return page;
    }

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => FormattableString.Invariant($"line {i} of the log\n")));

    /// <summary>Rows from a line on, as the list shows them one screen after the other.</summary>
    private static Task<string> TextAfterAsync(IPage page, int first, int count) => page.EvaluateAsync<string>("""
        async ([first, count]) => {
          const view = document.querySelector("[data-log=view]");
          const found = new Map();
          for (let top = 0; top < view.scrollHeight; top += 300) {
            view.scrollTop = top;
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            for (const row of view.querySelectorAll(".log-rows > div")) found.set(Number(/\d+/.exec(row.textContent)[0]), row.textContent);
            if (found.has(first + count)) break;
          }
          return [...found].filter(([number]) => number >= first && number < first + count).sort((a, b) => a[0] - b[0]).map(([, text]) => text).join("\n");
        }
        """, new[] { first, count });
}
