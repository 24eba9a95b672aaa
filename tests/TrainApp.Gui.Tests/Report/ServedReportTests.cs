using System.Net;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using TrainApp.Tests.Reporting;
using TrainApp.Vision.Reporting;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Report;

/// <summary>A run's report inside the page: under its policy, behind its token, and nothing beside the report's folder.</summary>
public sealed class ServedReportTests(Browser browser)
{
    [Fact]
    public async Task A_runs_report_is_shown_and_nothing_beside_it()
    {
        await using var workspace = new TestWorkspace();
        Assert.Equal(0, (await workspace.TrainAsync("epochs=1")).ExitCode);
        var artifacts = Path.Combine(workspace.Data, "experiments", "1_Sample", "1_Fixture");
        var result = EvaluationSample.Detection(6, 4, folder: Path.Combine(workspace.Root, "img"), withMasks: true);
        ReportWriter.Write(result, Path.Combine(artifacts, "evaluation", "report"), new ReportContext { Title = "Run 1" }, TestContext.Current.CancellationToken);

        await using var app = await ServedApp.StartAsync(workspace, "--require-token");
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());
        List<string> complaints = [];
        context.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        await page.GotoAsync(app.At("/runs/1").ToString());
        var opened = await context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Open the report" }).ClickAsync());
        await opened.WaitForURLAsync("**/runs/1/report/");
        await Expect(opened.Locator("#overview .verdict")).ToBeVisibleAsync();
        await opened.GotoAsync(app.At("/runs/1/report").ToString() + "#gallery/all");
        await Expect(opened.Locator("#gallery .shot path.mark-box").First).ToBeAttachedAsync();
        await Expect(opened.Locator("#gallery [data-count]")).ToHaveAttributeAsync("data-count", await opened.EvaluateAsync<string>("String(trainAppReportCount('all'))"));
        Assert.True(await opened.EvaluateAsync<bool>("[...document.querySelectorAll('#gallery img')].length > 0"));
        Assert.Empty((await opened.RunAxe()).Violations.Select(violation => violation.Id));
        Assert.Empty(complaints);

        foreach (var path in (string[])["/runs/1/report/..%2F..%2Fexperiment_info.json", "/runs/1/report/../../experiment_info.json", "/runs/1/report/images/..%5C..%5Cdata.js", "/runs/1/report/nothing.js", "/runs/7/report/"])
        {
            var reply = await context.APIRequest.GetAsync(app.At("").AbsoluteUri.TrimEnd('/') + path, new() { MaxRedirects = 0 });
            Assert.True(reply.Status is 404 or 400, $"{path}: {reply.Status}");
        }

        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(app.At("/runs/1/report/data.js"), TestContext.Current.CancellationToken)).StatusCode);
    }
}
