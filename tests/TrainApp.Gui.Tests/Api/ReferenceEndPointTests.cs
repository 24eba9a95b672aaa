using System.Net;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>The two end points of the reference system.</summary>
public sealed class ReferenceEndPointTests
{
    private static string State(string hyperparameters) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["model"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["source"] = "Pretrained models", ["model_name"] = "Tiny" },
        ["train_val_split"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["method"] = "random", ["split"] = "train", ["percent"] = 80 },
        ["classes"] = new[] { "apple" },
        ["hyperparameters"] = hyperparameters,
    });

    [Fact]
    public async Task A_start_that_waits_answers_with_the_run_that_has_ended()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        foreach (var state in new[] { State("epochs: 3"), JsonSerializer.Serialize(State("epochs: 2")) })
        {
            var answer = await client.PostAsync("/train_from_api", $$$"""{"state": {"app_state": {{{state}}}, "wait": true}}""");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            Assert.Equal("completed", answer.Json.GetProperty("result").GetProperty("state").GetString());
        }

        Assert.Equal(2, (await client.GetAsync("/api/runs")).Json.GetArrayLength());
        Assert.Equal("", (await client.PostAsync("/train_status")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_start_that_does_not_wait_answers_at_once_and_the_status_names_the_epoch()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        Assert.Equal("", (await client.PostAsync("/train_status")).Json.GetProperty("status").GetString());
        var body = $$$"""{"state": {"app_state": {{{State("epochs: 1000\nsteps: 10\nstep_milliseconds: 20")}}}, "wait": false}}""";
        var answer = await client.PostAsync("/train_from_api", body);
        Assert.Contains(answer.Json.GetProperty("result").GetProperty("state").GetString(), (string[])["queued", "preparing", "training"]);
        (await client.PostAsync("/train_from_api", body)).RequireProblem(409, "device-taken");
        var status = "";
        while (!status.Contains("Epoch", StringComparison.Ordinal))
        {
            status = (await client.PostAsync("/train_status")).Json.GetProperty("status").GetString()!;
            Assert.StartsWith("Status: ", status, StringComparison.Ordinal);
        }

        Assert.Matches(@"^Status: Training is in progress\.\.\. \(Epoch \d+/1000\)$", status);
    }

    [Theory]
    [InlineData("""{"state": {"app_state": {"model": {"source": "Pretrained models", "model_name": "Tinny"}, "classes": 1}}}""", 422, "TRAIN664", 3)]
    [InlineData("""{"state": {"app_state": {"model": }}}""", 400, "request-body", 1)]
    [InlineData("""{"state": {"app_state": "{\"model\""}}""", 422, "TRAIN660", 1)]
    [InlineData("""{"state": {"appstate": {}}}""", 422, "request-body", 1)]
    [InlineData("""{"state": {"app_state": "somewhere.json"}}""", 422, "request-body", 1)]
    [InlineData("""{}""", 422, "request-body", 1)]
    public async Task A_state_with_an_error_starts_nothing(string body, int status, string code, int errors)
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        var answer = (await client.PostAsync("/train_from_api", body)).RequireProblem(status, code);
        Assert.Equal(errors, answer.Messages.Split('\n').Length);
        Assert.Equal(0, (await client.GetAsync("/api/runs")).Json.GetArrayLength());
    }
}
