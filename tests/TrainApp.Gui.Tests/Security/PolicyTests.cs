using Microsoft.Playwright;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Security;

/// <summary>The policy on content is strict, and no page violates it.</summary>
public sealed class PolicyTests(GuardedServer server, Browser browser) : IClassFixture<GuardedServer>
{
    [Theory]
    [InlineData("/", "main[data-ready]")]
    [InlineData("/new", "main[data-ready]")]
    [InlineData("/runs", "h1")]
    [InlineData("/nowhere", "h1")]
    public async Task A_page_violates_nothing(string path, string shown)
    {
        await using var context = await browser.OpenAsync();
        var (page, complaints) = await OpenAsync(context);
        await page.GotoAsync(server.App.At($"{path}?token={server.App.Token}").ToString());
        await page.Locator(shown).First.WaitForAsync();
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        Assert.Equal(0, await CountAsync(page));
        Assert.DoesNotContain(complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
        // Counting works: a style that nobody allowed is counted.
        await page.EvaluateAsync("() => document.head.append(Object.assign(document.createElement('style'), { textContent: 'b { color: red }' }))");
        await page.WaitForFunctionAsync("() => window.violations.length === 1");
    }

    [Fact]
    public async Task The_sign_in_page_violates_nothing_and_lets_in()
    {
        await using var context = await browser.OpenAsync();
        var (page, _) = await OpenAsync(context);
        await page.GotoAsync(server.App.At("/runs").ToString());
        Assert.Equal(0, await CountAsync(page));
        await page.GetByLabel("Token").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Equal(0, await CountAsync(page));
        await page.GetByLabel("Token").FillAsync(server.App.Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/runs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Runs", Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task The_editor_finds_the_word_that_lets_its_styles_in()
    {
        using var answer = await server.SendAsync(server.Request(HttpMethod.Get, "/", signedIn: true));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains($"<meta name=\"csp\" nonce=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(nonce)}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        using var again = await server.SendAsync(server.Request(HttpMethod.Get, "/", signedIn: true));
        Assert.NotEqual(policy, Assert.Single(again.Headers.GetValues("Content-Security-Policy")));
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin") })
            Assert.Equal(value, Assert.Single(again.Headers.GetValues(name)));
        Assert.False(again.Headers.Contains("Server"));
        var forms = Assert.Single(again.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(FormattableString.Invariant($"trainapp-forms-{server.Port}="), StringComparison.Ordinal));
        foreach (var flag in (string[])["samesite=strict", "httponly"]) Assert.Contains(flag, forms, StringComparison.Ordinal);
    }

    private static async Task<(IPage Page, List<string> Complaints)> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };
        await page.AddInitScriptAsync("window.violations = []; addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));");
        return (page, complaints);
    }

    private static Task<int> CountAsync(IPage page) => page.EvaluateAsync<int>("() => window.violations.length");
}
