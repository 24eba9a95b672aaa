using System.Text.Json;
using TrainApp.Vision.Conversion;

namespace TrainApp.Vision.Tests.Conversion;

/// <summary>A small project on disk in a folder with a space and letters of other scripts, and room for what it is converted to.</summary>
internal sealed class CocoSample : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static readonly GraphTemplate Skeleton = new(
        [new("a", "head", 1, 1, null), new("b", "foot", 1, 9, null), new("c", "hand", 5, 5, null)], [new("a", "b", null)]);

    public static readonly ProjectMeta Meta = new()
    {
        Classes =
        [
            Class("pear", "rectangle"), Class("äpple", "any"), Class("pose", "graph") with { Graph = Skeleton }, Class("mask", "bitmap"), Class("unused", "polygon"),
        ],
        Tags =
        [
            new() { Name = "iscrowd", ValueType = "none" }, new() { Name = "caption", ValueType = "any_string" }, new() { Name = "ripe", ValueType = "none" },
        ],
    };

    public string Source => _folder.At("the project é");

    public string Output => _folder.At("out Ü");

    /// <summary>Writes a project of images of 20 by 10 pixels; names of files are "dataset/file".</summary>
    public Project Write(params ReadOnlySpan<(string Name, Annotation Annotation)> images) => Write(Meta, images);

    public Project Write(ProjectMeta meta, params ReadOnlySpan<(string Name, Annotation Annotation)> images)
    {
        File.WriteAllText(At("picture"), "as good as an image where nobody looks into it");
        using (var writer = new ProjectWriter(Source))
        {
            var datasets = new Dictionary<string, DatasetPlace>(StringComparer.Ordinal);
            foreach (var (name, annotation) in images)
            {
                var slash = name.LastIndexOf('/');
                if (!datasets.TryGetValue(name[..slash], out var dataset)) datasets.Add(name[..slash], dataset = writer.AddDataset(name[..slash]));
                ProjectWriter.Write(dataset.AddImage(name[(slash + 1)..]), annotation, At("picture"));
            }

            writer.Commit(meta);
        }

        return Project.Open(Source);
    }

    public string At(string name) => _folder.At(name);

    public static Annotation Of(params Label[] labels) => new() { Width = 20, Height = 10, Labels = labels };

    public static JsonElement Parse(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.Clone();
    }

    public static ObjectClass Class(string name, string shape) => new() { Name = name, Shape = shape, Color = "#102030" };

    public static int[] Numbers(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    public void Dispose() => _folder.Dispose();
}
