using System.CommandLine;
using System.Globalization;
using TrainApp.Projects;
using TrainApp.Reports;

namespace TrainApp.CommandLine;

/// <summary><c>stats</c>: what a project holds.</summary>
internal sealed class StatsVerb : IVerb
{
    private readonly Option<string?> _project = ProjectOption.Create();

    public Command Build(AppCommands commands) => commands.Verb(
        "stats",
        "Counts what a project holds. Example: stats --project lemons",
        [_project],
        async (context, cancellationToken) =>
        {
            try
            {
                var project = Project.Open(await ProjectOption.LocateAsync(context, _project, cancellationToken));
                var statistics = ProjectStatistics.Compute(project, cancellationToken);
                if (statistics.UnreadableImages > 0)
                    CommandOutput.Note(string.Create(CultureInfo.InvariantCulture, $"{statistics.UnreadableImages} annotations cannot be read and are not counted: see 'health'."));
                context.Output.Result(statistics, ReportJson.Readable.ProjectStatistics, () => Lines(project, statistics));
                return ExitCodes.Done;
            }
            catch (ProjectException cause)
            {
                context.Output.Error(ProblemIds.ProjectUnusable, cause.Message);
                return ExitCodes.WrongRequest;
            }
        });

    private static IEnumerable<string> Lines(Project project, ProjectStatistics statistics)
    {
        yield return Line($"{project.Name}: {statistics.Images} images, {statistics.Objects} objects, {statistics.ImagesWithoutObjects} images without objects");
        foreach (var item in statistics.Classes) yield return Line($"  class   {item.Name} ({item.Shape}): {item.Objects} objects in {item.Images} images");
        foreach (var item in statistics.Datasets) yield return Line($"  dataset {item.Name}: {item.Images} images, {item.Objects} objects");
        foreach (var item in statistics.Tags) yield return Line($"  tag     {item.Name}: {item.Images} images, {item.Objects} objects");
        foreach (var item in statistics.Sizes) yield return Line($"  size    {item.Width}×{item.Height}: {item.Images} images");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
