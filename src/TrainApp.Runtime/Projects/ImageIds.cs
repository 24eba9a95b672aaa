using System.Collections.Concurrent;
using System.Text.Json;

namespace TrainApp.Projects;

/// <summary>Ids of images and datasets: those that <c>img_info</c> carries, or places in the list.</summary>
internal sealed class ImageIds
{
    private readonly long[]? _images;
    private readonly long[]? _datasets;

    private ImageIds(long[]? images, long[]? datasets, long? project)
    {
        _images = images;
        _datasets = datasets;
        Project = project;
    }

    /// <summary>The project's id, if every image carries the same.</summary>
    public long? Project { get; }

    /// <summary>Whether <c>img_info</c> carries them.</summary>
    public bool AreCarried => _images is not null;

    public long OfImage(int index) => _images is { } ids ? ids[index] : index + 1;

    public long OfDataset(int index) => _datasets is { } ids ? ids[index] : index + 1;

    public static ImageIds Read(Project project)
    {
        var images = project.Images;
        if (images.Count == 0 || !File.Exists(InfoPath(images[0]))) return new(null, null, null);
        var infos = new Info[images.Count];
        var isComplete = true;
        Parallel.ForEach(Partitioner.Create(0, images.Count), (range, state) =>
        {
            for (var i = range.Item1; i < range.Item2 && !state.IsStopped; i++)
            {
                if (Info.TryRead(InfoPath(images[i]), out infos[i])) continue;
                Volatile.Write(ref isComplete, false);
                state.Stop();
            }
        });
        if (!isComplete) return new(null, null, null);
        var ids = Array.ConvertAll(infos, info => info.Id);
        if (ids.Distinct().Count() != ids.Length) return new(null, null, null);
        var owner = infos[0].ProjectId;
        return new(ids, OfDatasets(project, infos), infos.All(info => info.ProjectId == owner) ? owner : null);
    }

    private static long[]? OfDatasets(Project project, Info[] infos)
    {
        var ids = new long[project.Datasets.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var own = project.Datasets[i].Images.Select(image => infos[image.Index].DatasetId).Distinct().ToList();
            if (own is not [{ } id]) return null;
            ids[i] = id;
        }

        return ids.Distinct().Count() == ids.Length ? ids : null;
    }

    public static string InfoPath(ImageItem image) => Path.Combine(image.Dataset.Directory, "img_info", image.Name + ".json");

    private readonly record struct Info(long Id, long? DatasetId, long? ProjectId)
    {
        public static bool TryRead(string path, out Info info)
        {
            info = default;
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(path));
                if (document.RootElement.Integer("id") is not { } id) return false;
                info = new(id, document.RootElement.Integer("dataset_id"), document.RootElement.Integer("project_id"));
                return true;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
            {
                return false;
            }
        }
    }
}
