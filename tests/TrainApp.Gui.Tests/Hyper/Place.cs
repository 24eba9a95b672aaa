using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Hyper;

/// <summary>A workspace, the fixture's server on it, and a page of it in a browser.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly ServedApp _app;
    private readonly IBrowserContext _context;

    private Place(TestWorkspace workspace, ServedApp app, IBrowserContext context, IPage page)
    {
        Workspace = workspace;
        _app = app;
        _context = context;
        Page = page;
    }

    public TestWorkspace Workspace { get; }

    public IPage Page { get; }

    public ServedApp App => _app;

    public static async Task<Place> OpenAsync(Browser browser, int width = 1440, ColorScheme scheme = ColorScheme.Light, string? options = null, params string[] words)
    {
        var context = await browser.OpenAsync(width, 900, scheme);
        var workspace = new TestWorkspace();
        workspace.Environment["FIXTURE_OPTIONS"] = options;
        var app = await ServedApp.StartAsync(workspace, words);
        return new Place(workspace, app, context, await OpenAsync(context, app.Address.ToString()));
    }

    /// <summary>Another tab of the same browser.</summary>
    public Task<IPage> OpenAnotherAsync(string path = "/") => OpenAsync(_context, _app.At(path).ToString());

    /// <summary>Numbers of the runs that there are.</summary>
    public IReadOnlyList<string> Runs => Directory.Exists(Path.Combine(Workspace.Data, "runs"))
        ? [.. Directory.EnumerateDirectories(Path.Combine(Workspace.Data, "runs")).Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit)).Order(StringComparer.Ordinal)]
        : [];

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _app.DisposeAsync();
        await Workspace.DisposeAsync();
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.Locator("main[data-ready]").WaitForAsync();
        await page.Locator(".cm-content").WaitForAsync();
        return page;
    }
}
