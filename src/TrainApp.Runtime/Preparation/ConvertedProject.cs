using System.Globalization;
using TrainApp.Files;
using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>
/// A project with all of its labels converted to a task's shape, kept in the workspace as one of its own: below the
/// project that it was made of, once for each content and shape, with a number like any other.
/// </summary>
internal sealed class ConvertedProject(Project project, TaskShape task, string target)
{
    private readonly ProjectMeta _meta = ShapeConversion.Convert(project.Meta, task);

    /// <summary>Finds the converted project, or makes it.</summary>
    /// <param name="workspace">Where it is kept.</param>
    /// <param name="project">The project to convert; it is only read.</param>
    /// <param name="projectId">Its number.</param>
    /// <param name="fingerprint">Its content: of another content another one is made.</param>
    /// <param name="task">The task whose shape labels are converted to.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <exception cref="ProjectException">It cannot be written.</exception>
    public static RegisteredProject Keep(
        Workspace workspace, Project project, long projectId, string fingerprint, TaskShape task, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(workspace.Projects, projectId.ToString(CultureInfo.InvariantCulture), "converted", $"{fingerprint}-{FileNames.Safe(task.ToString())}");
        var target = Path.Combine(folder, FileNames.Safe($"{project.Name} converted"));
        // A folder of that name is whole: it got its name when everything was in it.
        if (!Directory.Exists(target)) Make(project, task, folder, target, cancellationToken);
        var converted = Project.Open(target);
        return new ProjectRegistry(workspace.Root).Register(converted, ProjectFingerprint.Compute(converted, cancellationToken), cancellationToken);
    }

    private static void Make(Project project, TaskShape task, string folder, string target, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(beside);
            SeparateFolders.Require(project, folder);
            new ConvertedProject(project, task, beside).Write(cancellationToken);
            if (!Directory.Exists(target)) Directory.Move(beside, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process has made the same at the same time.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ProjectException($"The converted project could not be written to '{target}': {cause.Message}", target, innerException: cause);
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
    }

    private void Write(CancellationToken cancellationToken)
    {
        _meta.Save(Path.Combine(target, "meta.json"));
        foreach (var dataset in project.Datasets)
        {
            Directory.CreateDirectory(Path.Combine(FolderOf(dataset), "img"));
            Directory.CreateDirectory(Path.Combine(FolderOf(dataset), "ann"));
        }

        var classes = new HashSet<string>(_meta.Classes.Select(item => item.Name), StringComparer.Ordinal);
        var annotations = new PreparedAnnotation(task, classes);
        try
        {
            Parallel.ForEach(project.Images, new ParallelOptions { CancellationToken = cancellationToken }, image => WriteOne(image, annotations));
        }
        catch (AggregateException several) when (several.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException(several.InnerException.Message, several.InnerException);
        }
    }

    /// <summary>What cannot be read is left out here as in the data that is trained on, where it is named.</summary>
    private void WriteOne(ImageItem image, PreparedAnnotation annotations)
    {
        if (FileSize.Of(image.ImagePath) is null or 0) return;
        var utf8 = File.ReadAllBytes(image.AnnotationPath);
        if (AnnotationReading.Of(image, utf8).Annotation is not { } annotation || annotations.Write(image, utf8, annotation, []) is not { } text) return;
        var folder = FolderOf(image.Dataset);
        File.WriteAllBytes(Path.Combine(folder, "ann", image.Name + ".json"), text);
        Copy(image.ImagePath, Path.Combine(folder, "img", image.Name));
        var info = Path.Combine(image.Dataset.Directory, "img_info", image.Name + ".json");
        if (!File.Exists(info)) return;
        Directory.CreateDirectory(Path.Combine(folder, "img_info"));
        Copy(info, Path.Combine(folder, "img_info", image.Name + ".json"));
    }

    private string FolderOf(Dataset dataset) => Path.Combine(target, dataset.FullName.Replace("/", "/datasets/", StringComparison.Ordinal));

    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        var attributes = File.GetAttributes(to);
        if (attributes.HasFlag(FileAttributes.ReadOnly)) File.SetAttributes(to, attributes & ~FileAttributes.ReadOnly);
    }
}
