using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrainApp.Files;

namespace TrainApp.Finalization;

/// <summary>
/// Writes <c>manifest.json</c>: path, size and SHA-256 of every artifact, in ordinal order. One that no step has withdrawn
/// is right already.
/// </summary>
internal sealed class ManifestStep : IFinalizationStep
{
    public const string FileName = "manifest.json";

    public string Name => "manifest";

    public bool AlwaysRuns => true;

    public async Task RunAsync(FinalizationContext context, CancellationToken cancellationToken)
    {
        var root = context.Artifacts;
        if (File.Exists(Path.Combine(root, FileName))) return;
        var files = new JsonArray();
        var paths = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !AtomicFile.IsInWork(Path.GetFileName(path)))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => path != FileName)
            .Order(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            await using var stream = new FileStream(Path.Combine(root, path), FileMode.Open, FileAccess.Read, FileShare.Read);
            files.Add((JsonNode)new JsonObject
            {
                ["path"] = path,
                ["size"] = stream.Length,
                ["sha256"] = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)),
            });
        }

        context.WriteText(new JsonObject { ["version"] = 1, ["files"] = files }.ToJsonString(ArtifactJson.Options), FileName);
    }
}
