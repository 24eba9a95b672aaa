using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;
using TrainApp.Gui.Tests.Steps;
using TrainApp.Gui.Tests.Support;

namespace TrainApp.Gui.Tests.DataSteps;

public sealed class ProjectRouteTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_becomes_a_project_with_a_number_counts_and_a_split()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var folder = new ProjectPlan { Datasets = [("train", 6), ("val", 2)], Tags = ["ripe"], TagsOf = _ => ["ripe"], Objects = place => place == 0 ? ["pear", "pear"] : ["apple"] }.Write(Path.Combine(workspace.Root, "Fruits"));

        var opened = await PostAsync(client, "/api/projects", new { path = folder });
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var id = (await JsonOf(opened)).GetProperty("id").GetInt64();

        var project = await client.GetFromJsonAsync<JsonElement>($"/api/projects/{id}", Stop);
        Assert.Equal((8, 10, "datasets:train=train,val=val"), (project.GetProperty("images").GetInt32(), project.GetProperty("objects").GetInt32(), project.GetProperty("split").GetString()));
        Assert.Equal(["apple rectangle #FF8000 6 6", "pear rectangle #FF8000 2 4"], project.GetProperty("classes").EnumerateArray().Select(item =>
            $"{item.GetProperty("name")} {item.GetProperty("shape")} {item.GetProperty("color")} {item.GetProperty("images")} {item.GetProperty("objects")}"));
        Assert.Equal(8, project.GetProperty("tags")[0].GetProperty("images").GetInt32());

        var all = await client.GetFromJsonAsync<JsonElement>("/api/projects", Stop);
        Assert.Contains(all.EnumerateArray(), entry => entry.GetProperty("id").GetInt64() == id && entry.GetProperty("exists").GetBoolean() && entry.GetProperty("path").GetString() == folder);
    }

    [Fact]
    public async Task What_a_split_would_give_is_told_before_the_start()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var id = await OpenAsync(client, new ProjectPlan { Datasets = [("a", 20)] }.Write(Path.Combine(workspace.Root, "Fruits")));

        var split = await JsonOf(await PostAsync(client, $"/api/projects/{id}/split", new { split = "random:50", seed = 3 }));
        Assert.Equal((10, 10), (split.GetProperty("train").GetProperty("images").GetInt32(), split.GetProperty("val").GetProperty("images").GetInt32()));
        Assert.Equal("apple", split.GetProperty("train").GetProperty("classes")[0].GetProperty("class").GetString());
        Assert.Equal("TRAIN524", split.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Equal("random:80", (await JsonOf(await PostAsync(client, $"/api/projects/{id}/split", new { }))).GetProperty("split").GetString());
    }

    [Theory]
    [InlineData("{\"split\": \"datasets:train=b,val=a\"}", HttpStatusCode.UnprocessableEntity, "TRAIN522")]
    [InlineData("{\"split\": \"dates:train=b\"}", HttpStatusCode.UnprocessableEntity, "TRAIN520")]
    [InlineData("{\"split\": 5}", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("", HttpStatusCode.BadRequest, "malformed")]
    public async Task A_split_that_cannot_be_made_is_a_problem_document(string body, HttpStatusCode status, string code)
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var id = await OpenAsync(client, new ProjectPlan { Datasets = [("a", 4)] }.Write(Path.Combine(workspace.Root, "Fruits")));
        using var reply = await client.PostAsync($"/api/projects/{id}/split", new StringContent(body, null, "application/json"), Stop);
        Assert.Equal((status, "application/problem+json"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Equal(code, (await JsonOf(reply)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_is_not_there_is_said_so()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var id = await OpenAsync(client, new ProjectPlan { Datasets = [("a", 2)] }.Write(Path.Combine(workspace.Root, "Fruits")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await RefusalAsync(client.GetAsync("/api/projects/99", Stop)));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await RefusalAsync(client.GetAsync("/api/projects/99/health", Stop)));
        // The fixture does not refer to the package that decodes images.
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await RefusalAsync(client.GetAsync($"/api/projects/{id}/images/0/thumbnail", Stop)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "TRAIN500"), await RefusalAsync(PostAsync(client, "/api/projects", new { path = Path.Combine(workspace.Root, "nowhere") })));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "TRAIN500"), await RefusalAsync(PostAsync(client, "/api/projects", new { })));
    }

    [Fact]
    public async Task What_cannot_be_a_path_is_refused_and_the_server_goes_on()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        for (var i = 0; i < 2; i++) Assert.Equal((HttpStatusCode.UnprocessableEntity, "TRAIN500"), await RefusalAsync(PostAsync(client, "/api/projects", new { path = "/fruits\0" })));
        Assert.NotEqual(0, await OpenAsync(client, new ProjectPlan { Datasets = [("a", 2)] }.Write(Path.Combine(workspace.Root, "Fruits"))));
    }

    [Fact]
    public async Task An_entry_that_nobody_may_read_keeps_its_number_and_the_other_projects_go_on()
    {
        await using var workspace = new TestWorkspace();
        // A folder in the file's place: to read it is denied to everybody.
        Directory.CreateDirectory(Path.Combine(workspace.Data, "projects", "1", "project.json"));
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var folder = new ProjectPlan { Datasets = [("a", 2)] }.Write(Path.Combine(workspace.Root, "Fruits"));
        var id = await OpenAsync(client, folder);
        var all = await client.GetFromJsonAsync<JsonElement>("/api/projects", Stop);
        Assert.Equal((id, folder), (all[0].GetProperty("id").GetInt64(), all[0].GetProperty("path").GetString()));
        Assert.NotEqual(1, id);
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await RefusalAsync(client.GetAsync("/api/projects/1", Stop)));
        using var page = await client.GetAsync("/new", Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task More_projects_than_are_kept_can_be_asked_for_at_once()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var folders = Enumerable.Range(1, 12).Select(number => new ProjectPlan { Datasets = [("a", number)] }.Write(Path.Combine(workspace.Root, $"Fruits {number}"))).ToList();
        var ids = await Task.WhenAll(folders.Select(folder => OpenAsync(client, folder)));
        Assert.Equal(12, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_file_is_checked_on_demand()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var id = await OpenAsync(client, new ProjectPlan { Datasets = [("a", 4)] }.Write(Path.Combine(workspace.Root, "Fruits")));
        Assert.Equal("none", (await client.GetFromJsonAsync<JsonElement>($"/api/projects/{id}/health", Stop)).GetProperty("state").GetString());
        (await client.PostAsync($"/api/projects/{id}/health", null, Stop)).EnsureSuccessStatusCode();
        JsonElement report;
        do
        {
            report = await client.GetFromJsonAsync<JsonElement>($"/api/projects/{id}/health", Stop);
        }
        while (report.GetProperty("state").GetString() == "running");

        Assert.Equal(("done", 4, false), (report.GetProperty("state").GetString(), report.GetProperty("examined").GetInt32(), report.GetProperty("ok").GetBoolean()));
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "TRAIN540");
    }

    [Fact]
    public async Task Models_of_earlier_runs_are_told_a_page_at_a_time()
    {
        await using var workspace = new TestWorkspace();
        var data = Files.Workspace.Locate(workspace.Data, null);
        for (var run = 1; run <= 5; run++) PublishedRuns.Add(data, run, framework: "Fixture");
        await using var app = await ServedApp.StartAsync(workspace);
        using var client = Client(app);
        var page = await client.GetFromJsonAsync<JsonElement>("/api/models/custom?before=5&count=2", Stop);
        Assert.Equal([4, 3], page.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("run").GetInt32()));
        Assert.True(page.GetProperty("hasMore").GetBoolean());
        Assert.Equal("best.pth", page.GetProperty("models")[0].GetProperty("bestCheckpoint").GetString());
    }

    private static HttpClient Client(ServedApp app) => new() { BaseAddress = app.At("/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", app.Token) } };

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        client.PostAsync(path, new StringContent(JsonSerializer.Serialize(body), null, "application/json"), Stop);

    private static async Task<long> OpenAsync(HttpClient client, string folder) =>
        (await JsonOf(await PostAsync(client, "/api/projects", new { path = folder }))).GetProperty("id").GetInt64();

    private static async Task<(HttpStatusCode Status, string? Code)> RefusalAsync(Task<HttpResponseMessage> asked)
    {
        using var reply = await asked;
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        return (reply.StatusCode, (await JsonOf(reply)).GetProperty("code").GetString());
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage reply) => await reply.Content.ReadFromJsonAsync<JsonElement>(Stop);
}
