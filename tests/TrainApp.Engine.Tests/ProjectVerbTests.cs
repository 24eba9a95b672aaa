using System.Text;
using System.Text.Json;
using TrainApp.Engine.Tests.Support;

namespace TrainApp.Engine.Tests;

/// <summary>Verbs that look at a project, in the real process.</summary>
public sealed class ProjectVerbTests
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task A_project_is_counted()
    {
        await using var workspace = new TestWorkspace();
        Write(workspace, "p");

        var counted = await workspace.RunAsync("stats", "--project", "p", "--json");

        Assert.Equal(0, counted.ExitCode);
        Assert.Equal(
            ["images", "objects", "imagesWithoutObjects", "unreadableImages", "classes", "datasets", "tags", "sizes"],
            counted.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("""{"name":"kiwi","shape":"point","images":1,"objects":2}""", Compact(counted.Json.GetProperty("classes")[0]));
        Assert.Equal("""{"name":"ripe","images":1,"objects":1}""", Compact(counted.Json.GetProperty("tags")[0]));
        Assert.Equal(["d"], counted.Json.GetProperty("datasets").EnumerateArray().Select(dataset => dataset.GetProperty("name").GetString()));
        var told = await workspace.RunAsync("stats", "--project", "p");
        Assert.Contains("kiwi (point): 2 objects in 1 images", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_project_is_healthy()
    {
        await using var workspace = new TestWorkspace();
        Write(workspace, "p");

        var health = await workspace.RunAsync("health", "--project", "p", "--json");

        Assert.Equal((0, true), (health.ExitCode, health.Json.GetProperty("ok").GetBoolean()));
        var finding = Assert.Single(health.Json.GetProperty("findings").EnumerateArray());
        Assert.Equal(["severity", "code", "message", "hint", "path", "line", "column"], finding.EnumerateObject().Select(field => field.Name));
        Assert.Equal("ok", finding.GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData("meta.json", "")]
    [InlineData("meta.json", "{\"classes\": 5}")]
    [InlineData("d/ann/a.png.json", "{")]
    [InlineData("d/ann/a.png.json", "{\"size\": {\"height\": 2, \"width\": 1}, \"tags\": [], \"objects\": []}")]
    [InlineData("d/img/a.png", "")]
    [InlineData("d/img/a.png", "no picture")]
    [InlineData("d/img/a.png", null)]
    [InlineData("meta.json", null)]
    public async Task A_damaged_file_is_named_and_the_exit_code_says_so(string file, string? content)
    {
        await using var workspace = new TestWorkspace();
        var path = Path.Combine(Write(workspace, "p"), file);
        if (content is null) File.Delete(path);
        else File.WriteAllText(path, content);

        var health = await workspace.RunAsync("health", "--project", "p", "--json");

        Assert.Contains(health.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("path").GetString() == path);
        var isAnnotationAlone = file == "d/img/a.png" && content is null;
        Assert.Equal((isAnnotationAlone ? 0 : 1, isAnnotationAlone), (health.ExitCode, health.Json.GetProperty("ok").GetBoolean()));
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("health")]
    public async Task What_is_no_project_is_a_wrong_request(string verb)
    {
        await using var workspace = new TestWorkspace();

        var refused = await workspace.RunAsync(verb, "--project", "nowhere", "--json");

        Assert.Equal((2, "TRAIN500"), (refused.ExitCode, refused.Error.GetProperty("code").GetString()));
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Write(TestWorkspace workspace, string name)
    {
        var project = Path.Combine(workspace.Root, name);
        foreach (var folder in (string[])["d/img", "d/ann"]) Directory.CreateDirectory(Path.Combine(project, folder));
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        File.WriteAllText(
            Path.Combine(project, "meta.json"),
            """{"classes": [{"title": "kiwi", "shape": "point", "color": "#FF0000"}], "tags": [{"name": "ripe", "value_type": "none"}], "projectType": "images"}""",
            text);
        File.WriteAllBytes(Path.Combine(project, "d/img/a.png"), Convert.FromBase64String(Picture));
        File.WriteAllText(
            Path.Combine(project, "d/ann/a.png.json"),
            """
            {"size": {"height": 1, "width": 1}, "tags": ["ripe"], "objects": [
              {"classTitle": "kiwi", "tags": ["ripe"], "points": {"exterior": [[0, 0]], "interior": []}},
              {"classTitle": "kiwi", "tags": [], "points": {"exterior": [[0, 0]], "interior": []}}]}
            """,
            text);
        return project;
    }
}
