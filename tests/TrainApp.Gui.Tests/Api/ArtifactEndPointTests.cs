using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Gui.Tests.Api;

/// <summary>The files of a run: listed, downloaded, hashed; and nothing beside them.</summary>
public sealed class ArtifactEndPointTests(ServedRun served) : IClassFixture<ServedRun>
{
    private const string Checkpoint = "/api/runs/1/artifacts/checkpoints/best.pth";

    [Fact]
    public async Task Every_artifact_is_downloaded_and_is_what_the_manifest_says()
    {
        var list = (await served.Client.GetAsync("/api/runs/1/artifacts")).Json;
        var folder = list.GetProperty("directory").GetString()!;
        var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "manifest.json"), TestContext.Current.CancellationToken)).RootElement
            .GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("sha256").GetString());
        var files = list.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(manifest.Keys.Append("manifest.json").Order(StringComparer.Ordinal), files.Select(file => file.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var path = file.GetProperty("path").GetString()!;
            var answer = await served.Client.GetAsync($"/api/runs/1/artifacts/{path}");
            Assert.Equal(file.GetProperty("size").GetInt64(), answer.Bytes.Length);
            var hash = Convert.ToHexStringLower(SHA256.HashData(answer.Bytes));
            Assert.Equal(file.GetProperty("sha256").GetString(), hash);
            if (path != "manifest.json") Assert.Equal(manifest[path], hash);
        }
    }

    [Fact]
    public async Task The_best_checkpoint_is_marked_with_its_metrics()
    {
        var files = (await served.Client.GetAsync("/api/runs/1/artifacts")).Json.GetProperty("files").EnumerateArray();
        var best = Assert.Single(files, file => file.GetProperty("best").GetBoolean());
        Assert.Equal(("checkpoints/best.pth", 0.3), (best.GetProperty("path").GetString(), best.GetProperty("metrics").GetProperty("mAP").GetDouble()));
    }

    [Fact]
    public async Task A_file_is_saved_and_never_shown()
    {
        var answer = await served.Client.GetAsync(Checkpoint);
        Assert.Equal("weights of epoch 3\n", answer.Text);
        Assert.Equal(("attachment", "best.pth"), (answer.Content.ContentDisposition?.DispositionType, answer.Content.ContentDisposition?.FileName));
        Assert.Equal("application/octet-stream", answer.Content.ContentType?.MediaType);
        Assert.Equal("nosniff", string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(answer.Bytes))}\"", answer.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task A_range_of_a_file_is_given()
    {
        var answer = await served.Client.GetRangeAsync(Checkpoint, 8, 15);
        Assert.Equal((HttpStatusCode.PartialContent, "of epoch"), (answer.Status, answer.Text));
        Assert.Equal(19, answer.Content.ContentRange?.Length);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await served.Client.GetRangeAsync(Checkpoint, 1_000, 2_000)).Status);
    }

    [Theory]
    [InlineData("../../../../runs/000001/run.json")]
    [InlineData("..%2f..%2f..%2f..%2fruns%2f000001%2frun.json")]
    [InlineData("%2e%2e/%2e%2e/%2e%2e/%2e%2e/runs/000001/run.json")]
    [InlineData("checkpoints/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fruns%2f000001%2frun.json")]
    [InlineData("checkpoints/..\\..\\..\\..\\runs\\000001\\run.json")]
    [InlineData("checkpoints/..%5c..%5c..%5c..%5cruns%5c000001%5crun.json")]
    [InlineData("/etc/passwd")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("checkpoints%00/best.pth")]
    [InlineData("checkpoints/./best.pth/.")]
    [InlineData("checkpoints")]
    [InlineData("absent.txt")]
    public async Task A_path_that_leads_elsewhere_leads_nowhere(string path)
    {
        var answer = await served.Client.GetRawAsync("/api/runs/1/artifacts/" + path);
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("resolved", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_counts_when_it_stays_inside()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await Support.ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        Assert.Equal("completed", (await workspace.TrainAsync("--export none")).State);
        var folder = (await client.GetAsync("/api/runs/1/artifacts")).Json.GetProperty("directory").GetString()!;
        File.CreateSymbolicLink(Path.Combine(folder, "inside.pth"), "checkpoints/best.pth");
        File.CreateSymbolicLink(Path.Combine(folder, "outside.json"), workspace.RunFile(1, "run.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "away"), workspace.RunFile(1));
        Directory.CreateSymbolicLink(Path.Combine(folder, "circle"), folder);

        var files = (await client.GetAsync("/api/runs/1/artifacts")).Json.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!);
        Assert.Equal(files["checkpoints/best.pth"].GetProperty("sha256").GetString(), files["inside.pth"].GetProperty("sha256").GetString());
        Assert.DoesNotContain(files.Keys, path => path.StartsWith("outside", StringComparison.Ordinal) || path.StartsWith("away", StringComparison.Ordinal) || path.StartsWith("circle", StringComparison.Ordinal));
        Assert.Equal("weights of epoch 2\n", (await client.GetAsync("/api/runs/1/artifacts/inside.pth")).Text);
        (await client.GetAsync("/api/runs/1/artifacts/outside.json")).RequireProblem(404, "not-found");
        (await client.GetAsync("/api/runs/1/artifacts/away/run.json")).RequireProblem(404, "not-found");
    }

    [Fact]
    public async Task Checkpoints_are_there_while_the_run_goes_and_after_it_crashed()
    {
        await using var workspace = new TestWorkspace();
        await using var app = await Support.ServedApp.StartAsync(workspace);
        using var client = new ApiClient(app);
        await client.PostAsync("/api/runs", """{"set": {"epochs": 1000, "steps": 2, "step_milliseconds": 50}}""");
        await Eventually.IsTrueAsync(() => File.Exists(workspace.RunFile(1, "checkpoints.json")), "a checkpoint is reported");
        var list = (await client.GetAsync("/api/runs/1/artifacts")).Json;
        Assert.Equal(JsonValueKind.Null, list.GetProperty("directory").ValueKind);
        Assert.Contains(list.GetProperty("files").EnumerateArray(), file => file.GetProperty("path").GetString() == "checkpoints/best.pth" && file.GetProperty("sha256").GetString()!.Length == 64);
        Assert.StartsWith("weights of epoch ", (await client.GetAsync(Checkpoint)).Text, StringComparison.Ordinal);

        var killed = await client.PostAsync("/api/runs/1/stop", """{"kill": true}""");
        Assert.Equal((HttpStatusCode.Accepted, "failed"), (killed.Status, killed.Json.GetProperty("state").GetString()));
        var bytes = (await client.GetAsync(Checkpoint)).Bytes;
        Assert.StartsWith("weights of epoch ", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }
}
