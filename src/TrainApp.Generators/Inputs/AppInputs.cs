using Microsoft.CodeAnalysis;
using TrainApp.Generators.Values;

namespace TrainApp.Generators.Inputs;

/// <summary>An additional file that may be one of the three.</summary>
internal sealed record FileCandidate(AdditionalText File, FileRole Role);

/// <summary>The additional files that may be one of the three, and the project.</summary>
internal sealed record ProjectInputs(EquatableArray<InputFile> Files, ProjectSettings Project);

/// <summary>All that the three files are chosen from.</summary>
internal sealed record AppInputs(AppClass? App, ProjectInputs Project)
{
    /// <summary>Whether the project is an app: it has a class marked so, or one of the files.</summary>
    public bool IsApp => App is not null || Project.Files.Items.Any(static file => file.Role != FileRole.None);

    /// <summary>The file with a role; null where there is no app.</summary>
    public FileSource? Choose(FileRole role) => IsApp ? FileSource.Choose(role, App, Project.Files.Items, Project.Project) : null;
}
