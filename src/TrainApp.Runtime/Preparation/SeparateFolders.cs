using TrainApp.Projects;

namespace TrainApp.Preparation;

/// <summary>Keeps a run's folder and the user's project apart, wherever links lead.</summary>
internal static class SeparateFolders
{
    /// <exception cref="ProjectException">One lies in the other.</exception>
    public static void Require(Project project, string workDirectory)
    {
        var work = RealPath.Of(workDirectory);
        var target = RealPath.Of(Path.Combine(workDirectory, "project"));
        foreach (var source in Folders(project).Select(RealPath.Of).Distinct(StringComparer.Ordinal))
        {
            foreach (var output in new[] { work, target })
            {
                if (RealPath.IsWithin(output, source))
                {
                    throw new ProjectException(
                        $"The work folder '{workDirectory}' lies in the project '{source}', which is never written to.",
                        workDirectory,
                        "Choose another workspace.");
                }

                if (RealPath.IsWithin(source, output))
                {
                    throw new ProjectException(
                        $"The project '{source}' lies in the work folder '{workDirectory}', which is cleared.",
                        workDirectory,
                        "Choose another workspace, or move the project.");
                }
            }
        }
    }

    private static IEnumerable<string> Folders(Project project)
    {
        yield return project.Directory;
        foreach (var dataset in project.Datasets)
        {
            yield return dataset.Directory;
            yield return dataset.ImageDirectory;
            yield return dataset.AnnotationDirectory;
        }
    }
}
