using TrainApp.Projects;

namespace TrainApp.Vision.Conversion;

/// <summary>Keeps what is written away from the user's own data.</summary>
internal static class OutputPlace
{
    /// <exception cref="ConversionException">A folder to write lies in a project, wherever links lead.</exception>
    public static void RequireOutside(Project project, string output)
    {
        if (!RealPath.IsWithin(RealPath.Of(output), RealPath.Of(project.Directory))) return;
        throw new ConversionException(
            $"The folder '{output}' lies in the project '{project.Directory}', which is never written to.", output, hint: "Name a folder beside it.");
    }
}
