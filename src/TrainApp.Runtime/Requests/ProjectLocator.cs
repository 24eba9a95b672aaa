using System.Globalization;
using TrainApp.Files;
using TrainApp.Hosting;
using TrainApp.Projects;

namespace TrainApp.Requests;

/// <summary>Finds the folder of the project that a request means: given, else <c>PROJECT_ID</c>, else the app's sample.</summary>
internal static class ProjectLocator
{
    private const string SampleName = "Sample";

    /// <exception cref="ProjectException">There is no such project.</exception>
    public static async Task<string> LocateAsync(AppDescription app, Workspace workspace, string? given, CancellationToken cancellationToken)
    {
        var word = given ?? (Environment.GetEnvironmentVariable("PROJECT_ID") is { Length: > 0 } variable ? variable : null);
        if (word is null) return await DrawSampleAsync(app, workspace, cancellationToken);
        if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Directory.Exists(word)) return Path.GetFullPath(word);
        return new ProjectRegistry(workspace.Root).Find(id)?.Path
            ?? throw new ProjectException($"The workspace has no project number {id}.", word, "Give the project's folder.");
    }

    /// <summary>The folder of the app's sample project, drawn or not.</summary>
    public static string SampleOf(AppDescription app, Workspace workspace) => Path.Combine(workspace.Samples, FileNames.Safe(app.FrameworkName), SampleName);

    /// <summary>Draws the sample once; a folder beside becomes the sample when it is complete.</summary>
    private static async Task<string> DrawSampleAsync(AppDescription app, Workspace workspace, CancellationToken cancellationToken)
    {
        if (app.DrawSampleProject is null)
            throw new ProjectException("No project was given and the app draws no sample project.", "", "Give one: --project FOLDER.");

        var sample = SampleOf(app, workspace);
        if (Directory.Exists(sample)) return sample;
        var drawing = $"{sample}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(drawing);
        try
        {
            await app.DrawSampleProject(drawing, cancellationToken);
            if (!Directory.Exists(sample)) Directory.Move(drawing, sample);
        }
        catch (IOException) when (Directory.Exists(sample))
        {
            // Another process drew the same sample at the same time.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ProjectException($"The app could not draw its sample project: {e.Message}", sample, "Give a project: --project FOLDER.", e);
        }
        finally
        {
            if (Directory.Exists(drawing)) Directory.Delete(drawing, recursive: true);
        }

        return sample;
    }
}
