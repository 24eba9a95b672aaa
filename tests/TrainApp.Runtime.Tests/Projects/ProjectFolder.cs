using System.Security.Cryptography;
using System.Text;

namespace TrainApp.Tests.Projects;

/// <summary>Writes a project for a test, file by file.</summary>
internal sealed class ProjectFolder
{
    public const string Meta = """
        {"classes": [
          {"title": "kiwi", "shape": "rectangle", "color": "#FF0000", "id": 7},
          {"title": "lemon", "shape": "polygon", "color": "#00ff00"},
          {"title": "thing", "shape": "any", "color": "#0000FF"}],
         "tags": [{"name": "ripe", "value_type": "none", "color": "#111111"}],
         "projectType": "images"}
        """;

    public ProjectFolder(string path, string meta = Meta)
    {
        Path = Directory.CreateDirectory(path).FullName;
        Write("meta.json", meta);
    }

    public string Path { get; }

    public static string Box(string className) =>
        $$"""{"classTitle": "{{className}}", "tags": [], "points": {"exterior": [[1, 2], [3, 4]], "interior": []}, "geometryType": "rectangle"}""";

    public static string Annotation(params string[] classes) =>
        $$"""{"description": "", "size": {"height": 10, "width": 20}, "tags": [], "objects": [{{string.Join(", ", classes.Select(Box))}}]}""";

    /// <summary>Adds an image with an annotation; the image's content is its own name.</summary>
    public ProjectFolder Image(string dataset, string name, params string[] classes)
    {
        Write($"{dataset}/img/{name}", $"{dataset}/{name}");
        return Write($"{dataset}/ann/{name}.json", Annotation(classes.Length == 0 ? ["kiwi"] : classes));
    }

    public ProjectFolder Info(string dataset, string name, long id, long datasetId, long projectId) =>
        Write($"{dataset}/img_info/{name}.json", $$"""{"id": {{id}}, "dataset_id": {{datasetId}}, "project_id": {{projectId}}}""");

    public ProjectFolder Write(string relativePath, string text)
    {
        var path = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return this;
    }

    public ProjectFolder Folder(string relativePath)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, relativePath));
        return this;
    }

    public Project Open() => Project.Open(Path);

    /// <summary>Names, contents and times of everything below a folder, as one hash.</summary>
    public static string HashOf(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{entry.FullName} {entry.LastWriteTimeUtc.Ticks} {entry.Attributes}\n"));
            if (entry is FileInfo file) hash.AppendData(File.ReadAllBytes(file.FullName));
        }

        return Convert.ToHexString(hash.GetCurrentHash());
    }
}
