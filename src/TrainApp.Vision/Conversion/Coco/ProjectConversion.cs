namespace TrainApp.Vision.Conversion.Coco;

/// <summary>Writes a project as COCO files, a folder per dataset.</summary>
internal sealed class ProjectConversion(Project project, CocoOptions options, TimeProvider time)
{
    private readonly DropCounter _drops = new();

    public ConversionReport Write(string output, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        OutputPlace.RequireOutside(project, output);
        using var folder = FolderInWork.Begin(output);
        var conversion = new DatasetConversion(project.Meta, options, _drops, time);
        var places = new DatasetFolders(between: "", "annotations", "images");
        var shortNames = new SafeNames();
        var done = 0;
        var objects = 0;
        foreach (var dataset in project.Datasets)
        {
            // The reference drops the names of parents; of two datasets with one name, the second gets a number here.
            var place = options.IsReferenceCompatible ? shortNames.Take(dataset.Name) : places.Of(dataset.FullName);
            objects += conversion.Write(dataset, Path.Combine(folder.Path, place), () => progress?.Report(new(++done, project.Images.Count)), cancellationToken).Objects;
        }

        return new(project.Images.Count, objects, _drops.ToList(), folder.Commit());
    }
}
