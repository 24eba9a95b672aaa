using TrainApp.Projects;

namespace TrainApp.Vision.Conversion;

/// <summary>Keeps what is written away from the user's own data.</summary>
internal static class OutputPlace
{
    /// <exception cref="ConversionException">A folder to write has no name.</exception>
    public static void RequireName(string output)
    {
        if (string.IsNullOrWhiteSpace(output)) throw new ConversionException("The folder to write has no name.", output, hint: "Name a folder that is empty or not there.");
    }

    /// <exception cref="ConversionException">A folder to write lies in the project, wherever links lead, or has no name.</exception>
    public static void RequireOutside(Project project, string output)
    {
        RequireName(output);
        if (!RealPath.IsWithin(RealPath.Of(output), RealPath.Of(project.Directory))) return;
        throw new ConversionException(
            $"The folder '{output}' lies in the project '{project.Directory}', which is never written to.", output, hint: "Name a folder beside it.");
    }

    /// <exception cref="ConversionException">A folder to write lies in the folder that is read, wherever links lead, or has no name.</exception>
    public static void RequireOutside(string input, string output)
    {
        RequireName(output);
        if (!Directory.Exists(input) || !RealPath.IsWithin(RealPath.Of(output), RealPath.Of(input))) return;
        throw new ConversionException($"The folder '{output}' lies in '{input}', which is never written to.", output, hint: "Name a folder beside it.");
    }
}
