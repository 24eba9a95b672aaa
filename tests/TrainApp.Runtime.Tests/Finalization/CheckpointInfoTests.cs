using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainApp.Finalization;
using TrainApp.Runs;

namespace TrainApp.Tests.Finalization;

/// <summary>What accompanies a checkpoint.</summary>
public sealed class CheckpointInfoTests : IDisposable
{
    private const string Header = """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"format":"pt","model_info":"older"},"a":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}""";

    private readonly FinalizationScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Each_checkpoint_has_a_file_beside_it_and_stays_as_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scene.Run.Output, "checkpoints", "net.pth")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "weights.bin"), "many", TestContext.Current.CancellationToken);
        Add(folder);
        Assert.Equal(RunState.Completed, await _scene.FinalizeAsync());
        foreach (var (name, weights) in new[] { ("best.pth", "weights"), ("last.pth", "weights, last"), ("elsewhere.pth", "weights from elsewhere"), ("net.pth/weights.bin", "many") })
        {
            Assert.Equal(weights, await File.ReadAllTextAsync(PathOf(name), TestContext.Current.CancellationToken));
            var checkpoint = name.Split('/')[0];
            var info = await ReadAsync(PathOf(checkpoint + ".info.json"));
            Assert.Equal(
                $$"""{"task_id":1,"model_name":"Tiny","framework":"Scene","checkpoint":"{{checkpoint}}","experiment":"1_Lemons_Tiny"}""",
                info.GetProperty("model_info").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
            Assert.Equal(["kiwi", "lemon"], info.GetProperty("model_meta").GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("title").GetString()));
            Assert.Equal(("config.yml", "width: 8"), (info.GetProperty("model_files").GetProperty("config").GetProperty("name").GetString(), info.GetProperty("model_files").GetProperty("config").GetProperty("content").GetString()));
        }

        Assert.Single(Directory.EnumerateFiles(PathOf("net.pth")));
    }

    [Fact]
    public async Task A_safetensors_file_carries_it_and_keeps_its_tensors_and_texts()
    {
        byte[] tensors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        Add(Safetensors(Header, tensors));
        await _scene.FinalizeAsync();
        var bytes = await File.ReadAllBytesAsync(PathOf("net.safetensors"), TestContext.Current.CancellationToken);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(tensors, bytes[(8 + length)..]);
        var header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement;
        Assert.Equal(["b", "__metadata__", "a"], header.EnumerateObject().Select(entry => entry.Name));
        Assert.Equal("[8,11]", header.GetProperty("a").GetProperty("data_offsets").GetRawText());
        var texts = header.GetProperty("__metadata__");
        Assert.Equal("pt", texts.GetProperty("format").GetString());
        var beside = await ReadAsync(PathOf("net.safetensors.info.json"));
        foreach (var name in (string[])["model_info", "model_meta", "model_files"])
            Assert.True(JsonElement.DeepEquals(beside.GetProperty(name), JsonDocument.Parse(texts.GetProperty(name).GetString()!).RootElement), name);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":{},\"a\":{}}")]
    [InlineData("too long")]
    [InlineData("short")]
    public async Task A_file_that_only_has_the_name_is_left_as_it_is(string header)
    {
        var file = header == "short" ? Safetensors("{}", [], "sh") : Safetensors(header, [1, 2], header == "too long" ? "99999999999999" : null);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Add(file);
        Assert.Equal(RunState.Completed, await _scene.FinalizeAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(PathOf("net.safetensors"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(PathOf("net.safetensors.info.json")));
    }

    [Fact]
    public async Task A_model_file_that_is_no_text_or_long_is_named_without_its_content()
    {
        var (binary, large) = (Path.Combine(_scene.Run.Directory, "binary.bin"), Path.Combine(_scene.Run.Directory, "large.txt"));
        await File.WriteAllBytesAsync(binary, [0xFF, 0xFE, 0x80], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(large, new string('x', (1 << 20) + 1), TestContext.Current.CancellationToken);
        Change(experiment => experiment with { ModelFiles = new Dictionary<string, string>(StringComparer.Ordinal) { ["binary"] = binary, ["large"] = large } });
        await _scene.FinalizeAsync();
        var files = (await ReadAsync(PathOf("best.pth.info.json"))).GetProperty("model_files");
        Assert.Equal("""{"binary":{"name":"binary.bin","content":null},"large":{"name":"large.txt","content":null}}""", JsonNode.Parse(files.GetRawText())!.ToJsonString());
    }

    [Fact]
    public async Task A_file_of_the_apps_own_is_not_replaced()
    {
        var own = Path.Combine(_scene.Run.Output, "checkpoints", "best.pth.info.json");
        await File.WriteAllTextAsync(own, "the app's own", TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Completed, await _scene.FinalizeAsync());
        Assert.Equal("the app's own", await File.ReadAllTextAsync(PathOf("best.pth.info.json"), TestContext.Current.CancellationToken));
    }

    private static async Task<JsonElement> ReadAsync(string path) => JsonDocument.Parse(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).RootElement;

    private string PathOf(string name) => Path.Combine(_scene.Artifacts, "checkpoints", name);

    private void Add(string checkpoint) => Change(experiment => experiment with { Checkpoints = [.. experiment.Checkpoints, checkpoint] });

    private void Change(Func<ExperimentRecord, ExperimentRecord> change) => change(ExperimentRecord.Read(_scene.Run.ExperimentFile)!).Write(_scene.Run.ExperimentFile);

    private string Safetensors(string header, byte[] tensors, string? length = null)
    {
        var path = Path.Combine(_scene.Run.Output, "net.safetensors");
        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, length is not null && long.TryParse(length, System.Globalization.CultureInfo.InvariantCulture, out var said) ? said : header.Length);
        File.WriteAllBytes(path, length == "sh" ? [1, 2] : [.. size, .. Encoding.UTF8.GetBytes(header), .. tensors]);
        return path;
    }
}
