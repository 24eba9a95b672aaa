using System.Globalization;

namespace TrainApp.Engine.Tests.Support;

/// <summary>A project of a test's own, with pictures that nobody decodes.</summary>
internal static class ProjectOnDisk
{
    public static string Make(string folder, int images = 10)
    {
        Directory.CreateDirectory(Path.Combine(folder, "fruits", "img"));
        Directory.CreateDirectory(Path.Combine(folder, "fruits", "ann"));
        File.WriteAllText(Path.Combine(folder, "meta.json"), """{"classes": [{"title": "kiwi", "shape": "rectangle", "color": "#00ff00"}], "tags": []}""");
        for (var i = 0; i < images; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"kiwi {i:D5}.png");
            File.WriteAllText(Path.Combine(folder, "fruits", "img", name), $"picture {name}");
            File.WriteAllText(Path.Combine(folder, "fruits", "ann", name + ".json"), """
                {"description": "", "size": {"height": 20, "width": 30}, "tags": [], "objects": [
                  {"classTitle": "kiwi", "geometryType": "rectangle", "tags": [], "points": {"exterior": [[1, 2], [5, 7]], "interior": []}}]}
                """);
        }

        return folder;
    }
}
