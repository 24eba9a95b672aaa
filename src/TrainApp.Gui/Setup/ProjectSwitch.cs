using TrainApp.Preparation;

namespace TrainApp.Gui.Setup;

/// <summary>What becomes of a request when another project is chosen: names that belong to the old one are let go.</summary>
internal static class ProjectSwitch
{
    /// <param name="request">The request.</param>
    /// <param name="project">As in a request; null for the app's own project.</param>
    public static TrainRequest To(TrainRequest request, string? project) => request with
    {
        Project = project,
        ProjectVersion = null,
        Classes = null,
        Tags = null,
        Split = KeepsSplit(request.Split) ? request.Split : null,
    };

    /// <summary>What would be let go, in words.</summary>
    public static IReadOnlyList<string> Losses(TrainRequest request) =>
    [
        .. request.Classes is null ? Array.Empty<string>() : ["the choice of classes"],
        .. request.Tags is null ? Array.Empty<string>() : ["the choice of tags"],
        .. KeepsSplit(request.Split) ? Array.Empty<string>() : [$"the split {request.Split}"],
        .. request.ProjectVersion is null ? Array.Empty<string>() : ["the version of the project"],
    ];

    /// <summary>A share at random fits any project, unless a tag keeps images together.</summary>
    private static bool KeepsSplit(string? split) => split is null || (SplitSpecification.TryParse(split, out var understood, out _) && understood is RandomSplit { GroupTag: null });
}
