using System.CommandLine;
using TrainApp.Inspection;
using TrainApp.Projects;

namespace TrainApp.CommandLine;

/// <summary><c>health</c>: what of a project is damaged.</summary>
internal sealed class HealthVerb : IVerb
{
    private readonly Option<string?> _project = ProjectOption.Create();

    public Command Build(AppCommands commands) => commands.Verb(
        "health",
        "Reads every file of a project and names what is damaged. Example: health --project lemons",
        [_project],
        async (context, cancellationToken) =>
        {
            try
            {
                var directory = await ProjectOption.LocateAsync(context, _project, cancellationToken);
                var findings = ProjectHealth.Examine(directory, context.App.DecodeImage, cancellationToken);
                return FindingsOutput.Write(context.Output, findings.Count > 0 ? findings : [new("ok", "project", "Every file of the project is sound.", Path: directory)]);
            }
            catch (ProjectException cause)
            {
                context.Output.Error(ProblemIds.ProjectUnusable, cause.Message);
                return ExitCodes.WrongRequest;
            }
        });
}
