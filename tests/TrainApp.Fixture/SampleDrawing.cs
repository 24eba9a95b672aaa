using System.Globalization;

namespace TrainApp.Fixture;

/// <summary>A project of ten pictures that no decoder would accept; the engine never looks into them.</summary>
internal static class SampleDrawing
{
    public static async Task DrawAsync(string directory)
    {
        Console.WriteLine("drawing the sample");
        await File.WriteAllTextAsync(Path.Combine(directory, "meta.json"), """
            {"classes": [{"title": "apple", "shape": "rectangle", "color": "#ff0000"}, {"title": "pear", "shape": "rectangle", "color": "#00ff00"}], "tags": []}
            """);
        foreach (var dataset in new[] { "garden", "market" })
        {
            var images = Directory.CreateDirectory(Path.Combine(directory, dataset, "img")).FullName;
            var annotations = Directory.CreateDirectory(Path.Combine(directory, dataset, "ann")).FullName;
            for (var i = 0; i < 5; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{dataset}{i}.png");
                await File.WriteAllTextAsync(Path.Combine(images, name), $"picture {name}");
                await File.WriteAllTextAsync(Path.Combine(annotations, name + ".json"), """
                    {"description": "", "size": {"height": 20, "width": 30}, "tags": [], "objects": [
                      {"classTitle": "apple", "geometryType": "rectangle", "tags": [], "points": {"exterior": [[1, 2], [5, 7]], "interior": []}},
                      {"classTitle": "pear", "geometryType": "rectangle", "tags": [], "points": {"exterior": [[8, 2], [12, 7]], "interior": []}}]}
                    """);
            }
        }
    }
}
