using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Acceptance;

/// <summary>
/// The page of the sample app in every state, light and dark, wide and narrow: no violation of accessibility rules, no sideways scroll, nothing
/// that the policy of contents forbids. With <c>TRAINAPP_PICTURES</c> it also makes the pictures of the docs.
/// </summary>
public sealed class StateTests(Browser browser)
{
    private static readonly string? s_pictures = Environment.GetEnvironmentVariable("TRAINAPP_PICTURES") is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    [Fact]
    public async Task Every_state_is_accessible_in_both_themes_and_at_both_widths()
    {
        await using var workspace = new TestWorkspace("pictures");
        await using var app = await ServedApp.StartAsync(workspace, Quickstart.App, []);
        await using var views = await Views.OpenAsync(browser, app, workspace.Root);
        var first = views.All[0].Page;

        await views.ShowAsync("/new");
        await first.Locator("#project img").First.WaitForAsync();
        await views.LookAsync("setup");
        await views.StepsAsync("project", "splits", "classes", "model", "hyperparameters", "train");

        await first.GetByLabel("epochs", new() { Exact = true }).FillAsync("many");
        await first.Keyboard.PressAsync("Tab");
        foreach (var view in views.All) await view.Page.Locator("#hyperparameters input[aria-invalid=true]").WaitForAsync();
        await views.LookAsync("error", "hyperparameters");

        await first.GetByLabel("epochs", new() { Exact = true }).FillAsync("24");
        await first.Keyboard.PressAsync("Tab");
        await first.Locator("#start-button:not([disabled])").ClickAsync();
        await first.WaitForURLAsync("**/runs/1#logs");
        await views.ShowAsync("/runs/1#logs");
        foreach (var view in views.All) await view.Page.Locator(".pill.p-training").WaitForAsync(new() { Timeout = 90_000 });
        foreach (var view in views.All) await view.Page.Locator("#logs").GetByText("Best mAP").WaitForAsync(new() { Timeout = 60_000 });
        await views.LookAsync("running", "logs");

        foreach (var view in views.All) await view.Page.Locator(".pill.p-completed").WaitForAsync(new() { Timeout = 180_000 });
        await first.Locator("#artifacts tbody tr").Nth(5).WaitForAsync();
        await views.LookAsync("done", "artifacts");
        await views.StepsAsync("artifacts");

        await first.GotoAsync(app.At("/new?from=1").ToString());
        await first.Locator("#start-button:not([disabled])").WaitForAsync();
        await first.GetByLabel("epochs", new() { Exact = true }).FillAsync("6");
        await first.Keyboard.PressAsync("Tab");
        await first.GetByLabel("FruitNet-M").CheckAsync();
        await first.Locator("#start-button:not([disabled])").ClickAsync();
        await first.WaitForURLAsync("**/runs/2#logs");
        await first.Locator(".pill.p-completed").WaitForAsync(new() { Timeout = 180_000 });
        await views.ShowAsync("/runs");
        await views.LookAsync("runs");
        await views.ShowAsync("/compare?runs=1,2");
        foreach (var view in views.All) await view.Page.Locator("canvas").First.WaitForAsync();
        await views.LookAsync("compare");
        Assert.True(views.Violations.Count == 0, string.Join('\n', views.Violations));
    }

    /// <summary>The same page in four windows.</summary>
    private sealed class Views(IReadOnlyList<View> all, ServedApp app, string folder) : IAsyncDisposable
    {
        public IReadOnlyList<View> All { get; } = all;

        /// <summary>What was wrong in any of them.</summary>
        public List<string> Violations { get; } = [];

        public static async Task<Views> OpenAsync(Browser browser, ServedApp app, string folder)
        {
            List<View> all = [];
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                foreach (var width in (int[])[1440, 390])
                {
                    var context = await browser.OpenAsync(width, width == 390 ? 844 : 900, scheme);
                    var page = await context.NewPageAsync();
                    await page.GotoAsync(app.Address.ToString());
                    all.Add(new View($"{(scheme == ColorScheme.Light ? "light" : "dark")}-{width}", context, page));
                }
            }

            var views = new Views(all, app, folder);
            foreach (var view in all)
            {
                view.Page.Console += (_, message) =>
                {
                    if (message.Type == "error") views.Violations.Add($"{view.Name} {view.Page.Url}: {message.Text} ({message.Location})");
                };
                view.Page.PageError += (_, error) => views.Violations.Add($"{view.Name}: {error}");
            }

            return views;
        }

        public async Task ShowAsync(string path)
        {
            foreach (var view in All)
            {
                await view.Page.GotoAsync(app.At(path).ToString());
                await view.Page.Locator("main[data-ready]").WaitForAsync();
            }
        }

        /// <summary>Looks at a state in every window.</summary>
        public async Task LookAsync(string state, string? step = null)
        {
            foreach (var view in All)
            {
                var found = await view.Page.RunAxe(new AxeRunOptions
                {
                    RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
                });
                Violations.AddRange(found.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{state} {view.Name}: {rule.Id} ({rule.Impact}): {node.Html}")));
                var excess = await view.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (excess > 0) Violations.Add($"{state} {view.Name}: {excess} px of sideways scroll");
                if (s_pictures is null) continue;
                if (step is not null) await view.Page.Locator($"#{step}").EvaluateAsync("element => element.scrollIntoView()");
                await HideFolderAsync(view.Page);
                await view.Page.ScreenshotAsync(new() { Path = Path.Combine(s_pictures, $"{state}-{view.Name}.png") });
            }
        }

        /// <summary>Makes a picture of each of some steps.</summary>
        public async Task StepsAsync(params string[] steps)
        {
            if (s_pictures is null) return;
            var page = All[0].Page;
            await HideFolderAsync(page);
            foreach (var step in steps)
            {
                var section = page.Locator($"#{step}");
                await section.ScrollIntoViewIfNeededAsync();
                await section.ScreenshotAsync(new() { Path = Path.Combine(s_pictures, $"step-{step}.png") });
            }
        }

        // A picture of the docs shows no folder of the machine that made it.
        private Task HideFolderAsync(IPage page) => page.EvaluateAsync(
            """
            folder => {
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                if (texts.currentNode.data.includes(folder)) texts.currentNode.data = texts.currentNode.data.replaceAll(folder, "/home/ada/fruits");
              }
            }
            """,
            folder);

        public async ValueTask DisposeAsync()
        {
            foreach (var view in All) await view.Context.DisposeAsync();
        }
    }

    private sealed record View(string Name, IBrowserContext Context, IPage Page);
}
