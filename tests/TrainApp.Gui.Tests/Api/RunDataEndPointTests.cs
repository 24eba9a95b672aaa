using System.Net;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>Series, log and comparison.</summary>
public sealed class RunDataEndPointTests(ServedRun served) : IClassFixture<ServedRun>
{
    [Fact]
    public async Task Metrics_are_read_on_where_the_last_answer_ended()
    {
        var whole = (await served.Client.GetAsync("/api/runs/1/metrics")).Json;
        List<JsonElement> pieces = [];
        for (var since = 0L; since < whole.GetProperty("total").GetInt64();)
        {
            var piece = (await served.Client.GetAsync(FormattableString.Invariant($"/api/runs/1/metrics?since={since}&limit=4"))).Json;
            Assert.True(piece.GetProperty("next").GetInt64() > since);
            since = piece.GetProperty("next").GetInt64();
            pieces.AddRange(piece.GetProperty("points").EnumerateArray());
        }

        Assert.Equal(whole.GetProperty("points").EnumerateArray().Select(point => point.GetRawText()), pieces.Select(point => point.GetRawText()));
        var map = whole.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("name").GetString() == "mAP");
        Assert.Equal("epoch", map.GetProperty("axis").GetString());
        Assert.Equal([0.1, 0.2, 0.3], pieces.Where(point => point.GetProperty("series").GetInt32() == map.GetProperty("id").GetInt32()).Select(point => point.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task The_log_is_read_from_a_byte_on()
    {
        var whole = await served.Client.GetAsync("/api/runs/1/log");
        Assert.Equal(await File.ReadAllBytesAsync(served.Workspace.RunFile(1, "worker.log"), TestContext.Current.CancellationToken), whole.Bytes);
        Assert.Equal("text/plain", whole.Content.ContentType?.MediaType);
        var rest = await served.Client.GetAsync("/api/runs/1/log?since=9");
        Assert.Equal(whole.Bytes[9..], rest.Bytes);
        var next = string.Join(',', rest.Headers.GetValues("X-Next-Offset"));
        Assert.Equal(FormattableString.Invariant($"{whole.Bytes.Length}"), next);
        Assert.Empty((await served.Client.GetAsync($"/api/runs/1/log?since={next}")).Bytes);
        Assert.Empty((await served.Client.GetAsync("/api/runs/1/log?since=999999999")).Bytes);
    }

    [Theory]
    [InlineData("/api/runs/1/metrics?since=-1")]
    [InlineData("/api/runs/1/metrics?limit=many")]
    [InlineData("/api/runs/1/log?since=1e3")]
    [InlineData("/api/runs/1/log?since=1.000")]
    [InlineData("/api/compare")]
    [InlineData("/api/compare?runs=,")]
    public async Task A_wrong_query_is_named(string path) => (await served.Client.GetAsync(path)).RequireProblem(422, "query");

    [Fact]
    public async Task A_comparison_shows_only_what_differs_and_every_curve()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await Support.ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        foreach (var body in new[] { """{"set": {"optimizer.lr": 0.02}, "name": "one", "split": "random:80"}""", """{"set": {"optimizer.lr": 0.5, "epochs": 3}, "seed": 3, "split": "random:80", "export": "none"}""" })
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/runs", body)).Status);
            await client.WaitForEndAsync((await client.GetAsync("/api/runs/latest")).Run);
        }

        var comparison = (await client.GetAsync("/api/compare?runs=1,2,1")).Json;
        Assert.Equal([1, 2], comparison.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run").GetInt32()));
        Assert.Equal("one", comparison.GetProperty("runs")[0].GetProperty("name").GetString());
        var settings = comparison.GetProperty("settings").EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => string.Join(" | ", setting.GetProperty("values").EnumerateArray()));
        Assert.Equal(["epochs", "export", "optimizer.lr", "seed"], settings.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("0.02 | 0.5", "2 | 3", "onnx | none"), (settings["optimizer.lr"], settings["epochs"], settings["export"]));
        var map = comparison.GetProperty("curves").EnumerateArray().Single(curve => curve.GetProperty("metric").GetString() == "mAP");
        Assert.Equal([2, 3], map.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("points").GetArrayLength()));
        Assert.DoesNotContain(comparison.GetProperty("curves").EnumerateArray(), curve => curve.GetProperty("metric").GetString()!.StartsWith("system/", StringComparison.Ordinal));
    }
}
