using System.Text.Json;
using TrainApp.Preparation;
using TrainApp.Tests.Projects;

namespace TrainApp.Tests.Preparation;

/// <summary>What the tests of splits have in common: projects with tags, and splits as a user writes them.</summary>
public abstract class SplitTest : IDisposable
{
    private const string Meta = """
        {"classes": [{"title": "kiwi", "shape": "rectangle", "color": "#FF0000"}, {"title": "lemon", "shape": "rectangle", "color": "#00ff00"}, {"title": "rare", "shape": "any", "color": "#0000FF"}],
         "tags": [{"name": "T", "value_type": "none", "color": "#111111"}, {"name": "V", "value_type": "none", "color": "#111111"},
                  {"name": "patient", "value_type": "any_string", "color": "#111111"}, {"name": "on objects", "value_type": "none", "color": "#111111"},
                  {"name": "unused", "value_type": "none", "color": "#111111"}]}
        """;

    public void Dispose()
    {
        Temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected TemporaryFolder Temporary { get; } = new(inMemory: true);

    private protected ProjectFolder NewProject(string name = "p") => new(Temporary[name], Meta);

    /// <summary>Adds an image with tags of its own: a name alone, or <c>name=value</c>.</summary>
    private protected static void Add(ProjectFolder project, string dataset, string name, string[]? tags = null, string[]? classes = null, string[]? objectTags = null)
    {
        project.Write($"{dataset}/img/{name}", name);
        var objects = (classes ?? []).Select(item =>
            $$"""{"classTitle": "{{item}}", "tags": [{{Tags(objectTags)}}], "points": {"exterior": [[1, 2], [3, 4]], "interior": []}, "geometryType": "rectangle"}""");
        project.Write($"{dataset}/ann/{name}.json", $$"""{"size": {"height": 10, "width": 20}, "tags": [{{Tags(tags)}}], "objects": [{{string.Join(", ", objects)}}]}""");
    }

    private protected static SplitImages Split(Project project, string text, long seed = 0, CollectionFolder? collections = null)
    {
        Assert.True(SplitSpecification.TryParse(text, out var specification, out var problems), string.Join(' ', problems));
        return Splitter.Split(new SplitSource(project, collections, TestContext.Current.CancellationToken), specification, seed);
    }

    private protected static List<string> Names(IEnumerable<ImageItem> images) => [.. images.Select(image => image.ToString())];

    private static string Tags(string[]? tags) => string.Join(", ", (tags ?? []).Select(tag => tag.Split('=', 2) switch
    {
        [var name, var value] => $$"""{"name": {{JsonSerializer.Serialize(name)}}, "value": {{JsonSerializer.Serialize(value)}}}""",
        _ => $$"""{"name": {{JsonSerializer.Serialize(tag)}}}""",
    }));
}
