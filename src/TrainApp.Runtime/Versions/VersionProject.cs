using System.Collections.Concurrent;
using System.Text;
using TrainApp.Cache;
using TrainApp.Platform;
using TrainApp.Projects;

namespace TrainApp.Versions;

/// <summary>Writes the project of a manifest into a new folder.</summary>
internal sealed class VersionProject(VersionManifest manifest, VersionFolder folder, ImageCache cache, string target)
{
    private readonly ConcurrentBag<string> _gone = [];

    /// <param name="source">The user's project, whose images are used where they are still the same.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProjectException">An image or an annotation cannot be had.</exception>
    public void Make(string source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "meta.json"), manifest.Meta, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var dataset in manifest.Datasets)
        {
            foreach (var part in new[] { "img", "ann" }) Directory.CreateDirectory(Part(dataset, part));
            if (manifest.CarriesIds) WriteIds(dataset);
            Parallel.ForEach(dataset.Images, new ParallelOptions { CancellationToken = cancellationToken }, image => PutImage(dataset, image, source));
        }

        PutAnnotations();
        if (!_gone.IsEmpty) throw VersionRestore.Incomplete(manifest, [.. _gone], source);
        DurableDirectory.FlushEverything(target);
    }

    private void PutImage(VersionDataset dataset, VersionImage image, string source)
    {
        var file = Path.Combine(Part(dataset, "img"), image.Name);
        if (image.Sha256 is not { } hash)
        {
            // An image that was a link to nowhere is one of the names all the same.
            if (image.Size is not null) File.WriteAllBytes(file, []);
            return;
        }

        if (cache.TryGive(hash, file)) return;
        var users = Path.Combine(source, dataset.Directory, "img", image.Name);
        var kept = folder.ImageOf(hash);
        if (IsContent(users, hash)) cache.Give(users, file);
        else if (IsContent(kept, hash)) cache.Give(kept, file);
        else _gone.Add($"{dataset.Name}/{image.Name} ({(File.Exists(users) ? "has changed" : "is gone")})");
    }

    private bool IsContent(string path, ContentHash hash) => File.Exists(path) && cache.Hashes.Of(path) == hash;

    private void PutAnnotations()
    {
        var places = new Dictionary<ContentHash, List<(VersionDataset Dataset, string Name)>>();
        foreach (var dataset in manifest.Datasets)
        {
            foreach (var image in dataset.Images)
            {
                if (image.Annotation is not { } hash) continue;
                if (!places.TryGetValue(hash, out var list)) places.Add(hash, list = []);
                list.Add((dataset, image.Name));
            }
        }

        var missing = AnnotationStore.Open(folder.Annotations).Read(new HashSet<ContentHash>(places.Keys), (hash, content) =>
        {
            foreach (var (dataset, name) in places[hash]) File.WriteAllBytes(Path.Combine(Part(dataset, "ann"), name + ".json"), content);
        });
        foreach (var (dataset, name) in missing.SelectMany(hash => places[hash])) _gone.Add($"{dataset.Name}/{name} (its annotation is damaged)");
    }

    private void WriteIds(VersionDataset dataset)
    {
        Directory.CreateDirectory(Part(dataset, "img_info"));
        foreach (var image in dataset.Images)
        {
            File.WriteAllBytes(Path.Combine(Part(dataset, "img_info"), image.Name + ".json"), ProjectJson.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", image.Id);
                writer.WriteNumber("dataset_id", dataset.Id);
                writer.WriteEndObject();
            }));
        }
    }

    private string Part(VersionDataset dataset, string part) => Path.Combine(target, dataset.Directory, part);
}
