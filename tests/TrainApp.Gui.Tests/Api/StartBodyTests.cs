using System.Text.Json;

namespace TrainApp.Gui.Tests.Api;

/// <summary>What is wrong with a body that starts a run; nothing is started.</summary>
public sealed class StartBodyTests(ServedRun served) : IClassFixture<ServedRun>
{
    [Theory]
    [InlineData("""{"modle": "Tiny"}""", "Did you mean 'model'?")]
    [InlineData("""{"speedtest": "on"}""", "Did you mean 'speedTest'?")]
    [InlineData("""{"nothing-like-it-at-all": 1}""", "There is no field 'nothing-like-it-at-all'.")]
    [InlineData("""{"seed": "seven"}""", "'seed': expected a whole number, found the text 'seven'.")]
    [InlineData("""{"seed": 1.5}""", "'seed': expected a whole number, found the number 1.5.")]
    [InlineData("""{"wait": "yes"}""", "'wait': expected true or false")]
    [InlineData("""{"classes": [1]}""", "'classes': expected a list of texts")]
    [InlineData("""{"set": ["a=1"]}""", "'set': expected an object")]
    [InlineData("""{"project": "lemons"}""", "expected a project's number or an absolute path, found 'lemons'")]
    [InlineData("""{"hyperparameters": "../h.yaml"}""", "expected an absolute path")]
    [InlineData("""{"app_state": "state.json"}""", "expected an absolute path")]
    [InlineData("""{"app_state": "{}", "appState": "{}"}""", "are one thing")]
    public async Task A_wrong_field_is_named(string body, string words)
    {
        var answer = (await served.Client.PostAsync("/api/runs", body)).RequireProblem(422, "request-body");
        Assert.Contains(words, answer.Messages, StringComparison.Ordinal);
        Assert.Equal(("body", 1), (answer.Json.GetProperty("file").GetString(), answer.Json.GetProperty("line").GetInt32()));
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"seed": 1, "seed": 2}""", 400)]
    public async Task A_body_that_is_no_object_is_malformed(string body, int status) => (await served.Client.PostAsync("/api/runs", body)).RequireProblem(status, "request-body");

    [Fact]
    public async Task A_body_of_another_type_or_of_many_megabytes_is_refused()
    {
        (await served.Client.PostAsync("/api/runs", "{}", "text/plain")).RequireProblem(415, "request-body");
        (await served.Client.PostAsync("/api/runs", $$"""{"hyperparametersText": "{{new string('#', 5 << 20)}}"}""")).RequireProblem(413, "request-body");
    }

    [Fact]
    public async Task Every_error_of_a_request_is_there_in_the_words_of_the_verb()
    {
        var answer = (await served.Client.PostAsync("/api/runs", """{"model": "Tinny", "device": ["tpu"], "split": "randm:80", "set": {"epochs": "many"}}""")).RequireProblem(422, "TRAIN611");
        var verb = (await served.Workspace.RunAsync("train", "--model", "Tinny", "--device", "tpu", "--split", "randm:80", "--set", "epochs=many", "--json")).Error;
        IEnumerable<JsonElement> errors = [verb, .. verb.GetProperty("errors").EnumerateArray()];
        Assert.Equal(string.Join('\n', errors.Select(error => error.GetProperty("message").GetString())), answer.Messages);
        Assert.True(answer.Json.GetProperty("errors").GetArrayLength() >= 4);
    }

    [Fact]
    public async Task Every_error_of_an_app_state_is_there_with_its_place()
    {
        var answer = (await served.Client.PostAsync("/api/runs", "{\"app_state\": {\"model\": {\"source\": \"Nowhere\"},\n \"classes\": 5, \"train_val_split\": {\"method\": \"random\", \"split\": \"train\", \"percent\": 100}}}"))
            .RequireProblem(422, "TRAIN664");
        Assert.Equal([1, 2, 2], answer.Json.GetProperty("errors").EnumerateArray().Where(error => error.GetProperty("code").GetString() == "TRAIN664").Select(error => error.GetProperty("line").GetInt32()).Order());
        Assert.Equal(1, (await served.Client.GetAsync("/api/runs")).Json.GetArrayLength());
    }
}
