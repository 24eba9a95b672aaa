using TrainApp.Cache;

namespace TrainApp.Versions;

/// <summary>Compares a restored project with its manifest, file by file; what has not been touched is not read.</summary>
internal sealed class VersionCheck(VersionManifest manifest, HashMemory hashes)
{
    public bool IsWhole(Project project)
    {
        if (File.ReadAllText(Path.Combine(project.Directory, "meta.json")) != manifest.Meta.TrimStart('\uFEFF')) return false;
        if (!project.Datasets.Select(dataset => dataset.FullName).SequenceEqual(manifest.Datasets.Select(dataset => dataset.Name), StringComparer.Ordinal)) return false;
        for (var d = 0; d < project.Datasets.Count; d++)
        {
            var (images, expected) = (project.Datasets[d].Images, manifest.Datasets[d].Images);
            if (images.Count != expected.Count) return false;
            var isWhole = true;
            Parallel.For(0, images.Count, (i, state) =>
            {
                if (IsSame(images[i], expected[i])) return;
                Volatile.Write(ref isWhole, false);
                state.Stop();
            });
            if (!isWhole) return false;
        }

        return true;
    }

    private bool IsSame(ImageItem image, VersionImage expected) =>
        string.Equals(image.Name, expected.Name, StringComparison.Ordinal)
        && image.Id == expected.Id
        && (expected.Sha256 is not { } content || hashes.Of(image.ImagePath) == content)
        && expected.Annotation is { } annotation && hashes.Of(image.AnnotationPath) == annotation;
}
