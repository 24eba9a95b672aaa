using System.Net;
using System.Text.Json;

namespace TrainApp.Gui.Tests.Api;

/// <summary>The list, one run, the app and a check: the JSON of the verbs.</summary>
public sealed class RunEndPointTests(ServedRun served) : IClassFixture<ServedRun>
{
    [Theory]
    [InlineData("/api/runs/1", "show", "1")]
    [InlineData("/api/runs/latest", "show", "latest")]
    [InlineData("/api/runs/1_Sample_Tiny", "show", "1_Sample_Tiny")]
    [InlineData("/api/runs", "runs")]
    public async Task The_answer_is_the_document_of_the_verb(string path, params string[] words)
    {
        var answer = await served.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.Content.ContentType?.MediaType));
        var verb = await served.Workspace.RunAsync([.. words, "--json"]);
        Assert.True(JsonElement.DeepEquals(verb.Json, answer.Json), $"{verb.Output}\n{answer.Text}");
    }

    [Theory]
    [InlineData("/api/runs/99", "unknown-run")]
    [InlineData("/api/runs/nobody", "unknown-run")]
    [InlineData("/api/runs/99999999999999999999", "unknown-run")]
    [InlineData("/api/runs/99/artifacts", "unknown-run")]
    [InlineData("/api/runs/99/metrics", "unknown-run")]
    [InlineData("/api/runs/99/log", "unknown-run")]
    [InlineData("/api/compare?runs=1,99", "unknown-run")]
    [InlineData("/api/nothing", "no-end-point")]
    public async Task What_is_not_there_is_said(string path, string code) => (await served.Client.GetAsync(path)).RequireProblem(404, code);

    [Theory]
    [InlineData("stop")]
    [InlineData("retry")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task An_action_on_an_unknown_run_is_refused(string action)
    {
        var answer = (await served.Client.PostAsync($"/api/runs/99/{action}")).RequireProblem(404, "unknown-run");
        Assert.Equal((await served.Workspace.RunAsync("show", "99", "--json")).Error.GetProperty("message").GetString(), answer.Messages);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task A_pause_is_said_not_to_be_offered(string action) => (await served.Client.PostAsync($"/api/runs/1/{action}")).RequireProblem(501, "not-offered");

    [Fact]
    public async Task The_app_tells_models_options_and_the_schema()
    {
        var app = (await served.Client.GetAsync("/api/app")).Json;
        Assert.Equal("Fixture", app.GetProperty("framework").GetString());
        Assert.Equal(["Tiny", "Small"], app.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()));
        Assert.True(app.GetProperty("options").GetProperty("exportOnnxSupported").GetBoolean());
        var rate = app.GetProperty("hyperparameters").GetProperty("schema").GetProperty("properties").GetProperty("optimizer").GetProperty("properties").GetProperty("lr");
        Assert.Equal(("number", 1.0), (rate.GetProperty("type").GetString(), rate.GetProperty("maximum").GetDouble()));
        Assert.Contains("step_milliseconds: 1", app.GetProperty("hyperparameters").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_finds_what_the_verb_finds_and_starts_nothing()
    {
        var answer = (await served.Client.PostAsync("/api/validate", """{"model": "Tinny", "set": {"optimizer.lrr": 1}}""")).Json;
        Assert.False(answer.GetProperty("ok").GetBoolean());
        var verb = (await served.Workspace.RunAsync("check", "--model", "Tinny", "--set", "optimizer.lrr=1", "--json")).Json;
        Assert.Equal(Errors(verb), Errors(answer));
        Assert.Contains("TRAIN611", Errors(answer), StringComparison.Ordinal);
        Assert.True((await served.Client.PostAsync("/api/validate", "{}")).Json.GetProperty("ok").GetBoolean());
        Assert.Equal(1, (await served.Client.GetAsync("/api/runs")).Json.GetArrayLength());

        static string Errors(JsonElement report) => string.Join('\n', report.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("severity").GetString() == "error")
            .Select(finding => $"{finding.GetProperty("code")} {finding.GetProperty("message")}"));
    }

    [Fact]
    public async Task A_name_that_holds_a_tag_stays_a_text()
    {
        const string name = "<img src=x onerror=alert(1)>";
        var unknown = (await served.Client.GetAsync("/api/runs/" + Uri.EscapeDataString(name))).RequireProblem(404, "unknown-run");
        Assert.Contains(name, unknown.Messages, StringComparison.Ordinal);
        var answer = (await served.Client.PostAsync("/api/runs", $$"""{"classes": ["{{name}}"]}""")).RequireProblem(422, "TRAIN618");
        Assert.Contains(name, answer.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_the_place_in_an_app_state()
    {
        var answer = (await served.Client.PostAsync("/api/validate", "{\"app_state\": {\n  \"model\": {\"source\": \"Pretrained models\", \"model_name\": \"Tinny\"}}}")).Json;
        var finding = answer.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("code").GetString() == "TRAIN611");
        Assert.Equal((2, 12), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
    }
}
