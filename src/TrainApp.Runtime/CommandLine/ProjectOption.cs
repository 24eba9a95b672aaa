using System.CommandLine;
using TrainApp.Requests;

namespace TrainApp.CommandLine;

/// <summary>The option that names a project, for verbs that look at one.</summary>
internal static class ProjectOption
{
    public static Option<string?> Create() => new("--project")
    {
        Description = "A project folder, or the number that the workspace gave to one (else PROJECT_ID, else the app's sample).",
        HelpName = "P",
    };

    /// <summary>The folder that is meant.</summary>
    /// <exception cref="ProjectException">There is no such project.</exception>
    public static Task<string> LocateAsync(CommandContext context, Option<string?> option, CancellationToken cancellationToken) =>
        ProjectLocator.LocateAsync(context.App, context.Workspace, context.Parsed.GetValue(option), cancellationToken);
}
