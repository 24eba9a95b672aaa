using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrainApp.Gui.Tests.Support;
using TrainApp.Hosting;
using TrainApp.Tests.Reporting;
using TrainApp.Vision.Benchmarking;
using TrainApp.Vision.Reporting;
using static Microsoft.Playwright.Assertions;

namespace TrainApp.Gui.Tests.Report;

/// <summary>The report as people see it: from disk, in light and dark, on small screens, by keyboard.</summary>
public sealed class ReportPageTests(Browser browser) : IDisposable
{
    private static readonly string[] s_rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private readonly string _folder = Directory.CreateTempSubdirectory("trainapp report é ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_gallery_of_every_cell_counts_what_the_match_list_holds()
    {
        var result = EvaluationSample.Detection(25, 7, folder: Path.Combine(_folder, "img"));
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, Write(result));
        var none = result.Classes.Count;
        var expected = result.Matches.Select(match => EvaluationSample.CellOf(match, result.Truth, none, result.Confidence)).Where(cell => cell is not null).GroupBy(cell => cell!.Value).ToDictionary(group => group.Key, group => group.Count());
        Assert.True(expected.Count > 15);
        for (var predicted = 0; predicted <= none; predicted++)
        {
            for (var truly = 0; truly <= none; truly++)
            {
                var number = await page.EvaluateAsync<int>("address => trainAppReportCount(address)", Cell(predicted, truly));
                Assert.Equal(expected.GetValueOrDefault((predicted, truly)), number);
                Assert.Equal(result.Confusion[predicted, truly], number);
            }
        }

        // What is seen, too: the cell's own figure, and the gallery's.
        foreach (var ((predicted, truly), number) in expected)
        {
            var cell = page.Locator(string.Create(CultureInfo.InvariantCulture, $"#confusion .cell[data-row='{predicted}'][data-column='{truly}']"));
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), await cell.Locator("span[aria-hidden]").TextContentAsync());
            await cell.EvaluateAsync("cell => cell.click()");
            var said = page.Locator("#gallery [data-count]");
            await Expect(said).ToHaveAttributeAsync("data-count", number.ToString(CultureInfo.InvariantCulture));
            var images = result.Matches.Where(match => EvaluationSample.CellOf(match, result.Truth, none, result.Confidence) == (predicted, truly)).Select(match => match.Image).Distinct().Count();
            await Expect(said).ToHaveAttributeAsync("data-images", images.ToString(CultureInfo.InvariantCulture));
            await Expect(page.Locator("#gallery .shot")).ToHaveCountAsync(Math.Min(images, 24));
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("#gallery")).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Everybody_can_read_it(int width, ColorScheme scheme)
    {
        var result = EvaluationSample.Detection(12, 9, folder: Path.Combine(_folder, "img"));
        await using var context = await browser.OpenAsync(width, 900, scheme);
        var page = await OpenAsync(context, Write(result));
        await AssertReadableAsync(page);
        await page.GotoAsync(page.Url + "#gallery/errors");
        await page.Locator("#gallery .shot").First.WaitForAsync();
        await AssertReadableAsync(page);
        await page.Locator("#gallery .shot > button").First.ClickAsync();
        await page.Locator("dialog.picture .objects").WaitForAsync();
        await AssertReadableAsync(page);
    }

    [Fact]
    public async Task Semantic_segmentation_and_comparisons_are_readable_too()
    {
        await using var context = await browser.OpenAsync(390);
        var semantic = await OpenAsync(context, Write(EvaluationSample.Semantic(8, Path.Combine(_folder, "img"))));
        await Expect(semantic.Locator("#areas")).ToContainTextAsync("whole areas");
        await AssertReadableAsync(semantic);
        var first = EvaluationSample.Detection(10, 6, folder: Path.Combine(_folder, "img2"));
        var second = EvaluationSample.Detection(10, 6, folder: Path.Combine(_folder, "img2"), seed: 4);
        var compared = await OpenAsync(context, ReportWriter.WriteComparison([("Run <1>", first), ("Run 2", second)], Path.Combine(_folder, "compared"), new ReportContext { Title = "Comparison" }, TestContext.Current.CancellationToken));
        await Expect(compared.Locator("#overview")).ToContainTextAsync("Run <1>");
        await Expect(compared.Locator("#differences .shot")).Not.ToHaveCountAsync(0);
        await AssertReadableAsync(compared);
    }

    [Fact]
    public async Task It_is_used_by_keyboard()
    {
        var result = EvaluationSample.Detection(30, 6, folder: Path.Combine(_folder, "img"));
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, Write(result));
        var first = page.Locator("#confusion .cell[tabindex='0']");
        await Expect(first).ToHaveCountAsync(1);
        await first.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var focused = page.Locator("#confusion .cell:focus");
        await Expect(focused).ToHaveAttributeAsync("tabindex", "0");
        var place = await focused.GetAttributeAsync("data-row");
        Assert.NotEqual("0", place);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#gallery")).ToBeVisibleAsync();
        await page.Locator("#gallery .shot > button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog.picture")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.picture")).ToHaveCountAsync(0);
        await Expect(page.Locator("#gallery")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#gallery")).ToHaveCountAsync(0);
        await Expect(page.Locator("#confusion .cell:focus")).ToHaveAttributeAsync("data-row", place!);
    }

    [Fact]
    public async Task Filters_act_on_what_is_shown()
    {
        var result = EvaluationSample.Detection(30, 6, folder: Path.Combine(_folder, "img"));
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, Write(result));
        await page.GotoAsync(page.Url + "#gallery/all");
        var number = page.Locator("#gallery [data-count]");
        int Count(Func<MatchKind?, bool> wanted, double confidence) => result.Matches.Select(match => RunDifference.OutcomeOf(match, confidence)).Count(kind => kind is not null && wanted(kind));
        await Expect(number).ToHaveAttributeAsync("data-count", Text(Count(_ => true, result.Confidence)));
        await page.Locator("#gallery").GetByLabel("Found").UncheckAsync();
        await Expect(number).ToHaveAttributeAsync("data-count", Text(Count(kind => kind != MatchKind.TruePositive, result.Confidence)));
        await page.Locator("#gallery").GetByLabel("Missed").UncheckAsync();
        await Expect(number).ToHaveAttributeAsync("data-count", Text(Count(kind => kind == MatchKind.FalsePositive, result.Confidence)));
        await page.Locator("#gallery").GetByLabel("Confidence from").FillAsync("0.6");
        await Expect(number).ToHaveAttributeAsync("data-count", Text(Count(kind => kind == MatchKind.FalsePositive, 0.6)));

        static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Many_classes_and_matches_stay_usable()
    {
        var result = EvaluationSample.Detection(2000, 100, objects: 20);
        Assert.True(result.Matches.Count > 40_000);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, Write(result));
        await page.GotoAsync(page.Url + "#gallery/errors");
        await Expect(page.Locator("#gallery .shot")).ToHaveCountAsync(24);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Locator("#gallery .pager")).ToContainTextAsync("25–48");
    }

    [Fact]
    public async Task The_experiment_joins_the_report()
    {
        var file = Write(EvaluationSample.Detection(5, 3, folder: Path.Combine(_folder, "img")));
        var made = ExperimentReport.Make(new ExperimentPage("Run <i>7</i>", "Model")
        {
            HasEvaluation = true,
            Root = "../../",
            Settings = [new("Training", [new("Model", "RT-DETR")])],
            Hyperparameters = "lr: 0.1",
            Curves = [new("train/loss", "step", [0, 10, 20], [3, 2, 1])],
            Files = [new("checkpoints/best one.pth", 10, "best")],
        });
        foreach (var (name, bytes) in made) await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(file)!, name), bytes, TestContext.Current.CancellationToken);
        await using var context = await browser.OpenAsync();
        var page = await OpenAsync(context, file);
        await Expect(page.Locator("#overview .verdict")).ToBeVisibleAsync();
        await Expect(page.Locator("#experiment")).ToContainTextAsync("lr: 0.1");
        await Expect(page.Locator("#training")).ToContainTextAsync("train/loss");
        await Expect(page.Locator("#files a")).ToHaveAttributeAsync("href", "../../checkpoints/best%20one.pth");
    }

    private static string Cell(int predicted, int truly) => string.Create(CultureInfo.InvariantCulture, $"cell/{predicted}/{truly}");

    private string Write(EvaluationResult result) => ReportWriter.Write(
        result,
        Path.Combine(_folder, "evaluation", "report"),
        new ReportContext
        {
            Title = "Report <b>one</b>", Subtitle = "Lemons", Facts = [new("Checkpoint", "best.pth")],
            TrainImages = result.Images[0].Path is { } path ? [new ImageFile("train/a.jpg", path)] : [],
            Speed = [new SpeedFigure(1, 12, 15), new SpeedFigure(8, 60, 70)], SpeedNote = "On a test machine.",
        },
        TestContext.Current.CancellationToken);

    /// <summary>Opens a page from disk; anything that the browser complains about fails the test.</summary>
    private static async Task<IPage> OpenAsync(IBrowserContext context, string file)
    {
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.Locator("main section").First.WaitForAsync();
        Assert.Empty(complaints);
        return page;
    }

    private static async Task AssertReadableAsync(IPage page)
    {
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.Equal(page.ViewportSize!.Width, width);
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. s_rules] } });
        Assert.Equal("", found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").FirstOrDefault() ?? "");
    }
}
