using System.Text;
using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Tests.Projects;

/// <summary>What another reader makes of 152 annotations and metas.</summary>
internal static class AnnotationCases
{
    public static IReadOnlyList<AnnotationCase> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(GivenData.Require("expected", "conversion", "annotation_cases.json")));
        var root = file.RootElement.Clone();
        return [.. root.GetProperty("cases").EnumerateArray().Select(item => new AnnotationCase(item, root.GetProperty("default_meta")))];
    }

    public static AnnotationCase Read(int id) => Read().Single(item => item.Id == id);
}

/// <param name="Item">The case as the file has it.</param>
/// <param name="DefaultMeta">The meta of cases without one.</param>
internal sealed record AnnotationCase(JsonElement Item, JsonElement DefaultMeta)
{
    public int Id => Item.GetProperty("id").GetInt32();

    public JsonElement Meta => Item.TryGetProperty("meta", out var own) ? own : DefaultMeta;

    /// <summary>A result of the other reader, or null when it has none.</summary>
    public JsonElement? Expected(string name) => Item.TryGetProperty(name, out var value) ? value : null;

    public JsonElement? ExpectedValue(string name) =>
        Expected(name) is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("value", out var value) ? value : null;

    public bool IsRefused(string name) => Expected(name) is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("error", out _);

    public bool HasWarnings(string name) => Expected(name) is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("warnings", out _);

    public MetaFile? ReadMeta(List<ProjectProblem> problems) => MetaReader.Read(Encoding.UTF8.GetBytes(Meta.GetRawText()), "meta.json", problems);

    public Annotation? ReadAnnotation(List<ProjectProblem> problems)
    {
        // Indented, so that places of problems are lines.
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ProjectJson.Options)) Item.GetProperty("annotation").WriteTo(writer);
        return ReadMeta([]) is { } meta ? new AnnotationReader(meta.Meta).Read(stream.ToArray(), "a.json", problems) : null;
    }

    public override string ToString() => $"{Id} {Item.GetProperty("name")}";
}
