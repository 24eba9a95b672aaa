using System.Globalization;
using System.Net;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;
using TrainApp.Training;

namespace TrainApp.Gui.Tests.Live;

public sealed class StreamTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whoever_comes_back_with_the_last_id_misses_nothing_and_gets_nothing_twice(int seed)
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        var random = new Random(seed);
        var (steps, lines) = (0, 0);
        List<string> heard = [];
        List<long> seen = [];
        List<string> states = [];
        var last = "0.0.0";
        for (var round = 0; round < 12; round++)
        {
            Write(random.Next(0, 400));
            var events = random.Next(1, 6);
            await foreach (var one in client.FollowAsync($"/api/stream?run={run.Number}&from={last}", round % 2 == 0 ? last : null))
            {
                Take(one);
                if (--events == 0) break;
                Write(random.Next(1, 30));
            }
        }

        run.Write("the end, without a line feed");
        run.Enter(RunState.Finalizing);
        run.Enter(RunState.Completed);
        await foreach (var one in client.FollowAsync($"/api/stream?run={run.Number}", last))
        {
            Take(one);
            if (heard.Count == lines + 1 && seen.Count == steps && states.Contains("completed")) break;
        }

        Assert.Equal(Enumerable.Range(0, lines).Select(i => i.ToString(CultureInfo.InvariantCulture)).Append("the end, without a line feed"), heard);
        Assert.Equal(Enumerable.Range(0, steps).Select(i => (long)i), seen);
        Assert.Equal(["queued", "preparing", "training", "finalizing", "completed"], states);

        void Write(int count)
        {
            for (var i = 0; i < count; i++)
            {
                run.Write(string.Create(CultureInfo.InvariantCulture, $"{lines++}\n"));
                if (i % 3 == 0) run.Log("loss", steps % 7 == 3 ? double.NaN : 1, steps++);
            }
        }

        void Take(ServerEvent one)
        {
            last = one.Id ?? last;
            if (one.Name == "log") heard.AddRange(one.Data.GetProperty("lines").EnumerateArray().Select(line => line[2].GetString()!));
            if (one.Name == "metrics") seen.AddRange(one.Data.GetProperty("series").EnumerateArray().SelectMany(series => series.GetProperty("step").EnumerateArray().Select(step => step.GetInt64())));
            if (one.Name == "state") states.AddRange(one.Data.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("state").GetString()!));
        }
    }

    [Fact]
    public async Task Two_followers_of_one_run_get_the_same()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        var address = $"/api/stream?run={run.Number}&from=0.0.0";
        var both = Task.WhenAll(HearAsync(), HearAsync());
        for (var i = 0; i < 500; i++)
        {
            run.Write(string.Create(CultureInfo.InvariantCulture, $"line {i}\n"));
            if (i % 50 == 0) await Task.Yield();
        }

        var heard = await both;
        Assert.Equal(Enumerable.Range(0, 500).Select(i => FormattableString.Invariant($"line {i}")), heard[0]);
        Assert.Equal(heard[0], heard[1]);

        async Task<List<string>> HearAsync()
        {
            List<string> lines = [];
            await foreach (var one in client.FollowAsync(address))
            {
                if (one.Name == "log") lines.AddRange(one.Data.GetProperty("lines").EnumerateArray().Select(line => line[2].GetString()!));
                if (lines.Count >= 500) break;
            }

            return lines;
        }
    }

    [Fact]
    public async Task A_progress_bar_is_told_before_its_line_is_whole()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        run.Tell(new RunProgress { TotalEpochs = 4, EpochsFinished = 1, Started = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UtcNow });
        var (bar, share) = ("", 0.0);
        await foreach (var one in client.FollowAsync($"/api/stream?run={run.Number}"))
        {
            if (one.Name == "progress") share = one.Data.GetProperty("share").GetDouble();
            if (one.Name == "progress" && bar.Length == 0) run.Write("\r 10%|# |\r 50%|## |");
            if (one.Name == "log") bar = one.Data.GetProperty("unfinished").GetString()!;
            if (bar.Length > 0) break;
        }

        Assert.Equal(" 50%|## |", bar);
        Assert.Equal(0.25, share);
    }

    [Fact]
    public async Task Without_a_run_the_states_of_those_that_go_on_are_told()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        List<string> states = [];
        await foreach (var one in client.FollowAsync("/api/stream"))
        {
            Assert.Equal(run.Number, one.Data.GetProperty("run").GetInt32());
            states.Add(one.Data.GetProperty("state").GetString()!);
            if (states.Count == 1) run.Enter(RunState.Finalizing);
            else break;
        }

        Assert.Equal(["training", "finalizing"], states);
    }

    [Fact]
    public async Task History_and_log_answer_with_what_the_files_hold()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        run.Log("loss", 2, 1);
        run.Log("loss", double.NaN, 2);
        run.Log("mAP", 0.5, 2, axis: MetricAxis.Epoch);
        run.Write("<i>one</i>\nRuntimeError: two\n");
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        var history = await ReadAsync(client, $"/api/runs/{run.Number}/history");
        Assert.Equal(3, history.GetProperty("records").GetInt64());
        Assert.Equal("[2,null]", history.GetProperty("series")[0].GetProperty("value").GetRawText());
        Assert.Equal("epoch", history.GetProperty("series")[1].GetProperty("axis").GetString());
        var log = await ReadAsync(client, $"/api/runs/{run.Number}/log/lines?count=10");
        Assert.Equal("""[[0,"info","<i>one</i>"],[11,"error","RuntimeError: two"]]""", log.GetProperty("lines").GetRawText());
        var errors = await ReadAsync(client, $"/api/runs/{run.Number}/log/lines?level=error&search=TWO");
        Assert.Equal(1, errors.GetProperty("matches").GetInt32());
    }

    [Theory]
    [InlineData("/api/stream?run=77", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/runs/77/history", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/runs/77/log/lines", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/stream?run=1&from=nonsense", HttpStatusCode.BadRequest, "wrong-cursor")]
    [InlineData("/api/runs/1/log/lines?level=loud", HttpStatusCode.BadRequest, "wrong-query")]
    [InlineData("/api/runs/1/log/lines?count=0", HttpStatusCode.BadRequest, "wrong-query")]
    public async Task A_wrong_request_is_told_what_is_wrong(string address, HttpStatusCode status, string code)
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        using var reply = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        await using var workspace = new TestWorkspace();
        using var run = LiveRun.Begin(workspace);
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = await app.SignInAsync();
        var stop = (Task<int>?)null;
        await foreach (var one in client.FollowAsync($"/api/stream?run={run.Number}"))
        {
            Assert.Contains(one.Name, (string[])["state", "progress"]);
            stop ??= app.StopAsync();
        }

        Assert.Equal(0, await stop!);
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string address) => JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;
}
