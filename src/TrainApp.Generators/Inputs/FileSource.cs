using TrainApp.Formats;

namespace TrainApp.Generators.Inputs;

/// <summary>The text of one of the three files and where it comes from.</summary>
/// <param name="Role">Which.</param>
/// <param name="Text">The text; null when there is none.</param>
/// <param name="Path">The file's path; null for a text in the attribute.</param>
/// <param name="Name">The file as seen from the project, for messages.</param>
/// <param name="Missing">What is wrong when there is no text.</param>
/// <param name="Namespace">The namespace of what is made of it.</param>
internal sealed record FileSource(FileRole Role, string? Text, string? Path, string Name, Problem? Missing, string Namespace)
{
    /// <summary>The folder of the file as seen from the project.</summary>
    public string Directory => Path is null ? "" : ProjectPath.DirectoryOf(Name);

    /// <summary>Chooses what the attribute names, or else the file with the role.</summary>
    public static FileSource Choose(FileRole role, AppClass? app, IEnumerable<InputFile> files, ProjectSettings project)
    {
        var ns = project.NamespaceBeside(app);
        var setting = app?.FileSetting(role);
        if (setting is not null && !IsPath(setting)) return new(role, setting, null, DefaultName(role), null, ns);
        var file = setting is null
            ? files.FirstOrDefault(candidate => candidate.Role == role)
            : Find(setting, files, project);
        if (file is not null) return new(role, file.Text, file.Path, ProjectPath.Relative(file.Path, project.Directory), null, ns);
        return new(role, null, null, DefaultName(role), setting is null ? Absent(role, app) : NotAnItem(role, setting), ns);
    }

    /// <summary>The file of a path as an attribute has it; null when the project does not list it.</summary>
    public static InputFile? Find(string setting, IEnumerable<InputFile> files, ProjectSettings project) =>
        files.FirstOrDefault(candidate => Matches(candidate.Path, setting, project));

    /// <summary>Where a problem stands, as the compiler shows it.</summary>
    public (string? File, Place? Place) Locate(Problem problem, AppPlaces? places) => Locate(problem.Place, places);

    /// <summary>Where a place of the text stands, as the compiler shows it.</summary>
    public (string? File, Place? Place) Locate(Place? found, AppPlaces? places)
    {
        if (Path is not null) return (Path, found);
        if ((places?.FileSetting(Role) ?? places?.Attribute) is not { } code) return (null, null);
        return (code.File, Text is not null && found is { } place ? LiteralText.Locate(code, Text.Length, place) : code.Place);
    }

    private static bool IsPath(string setting) =>
        setting.IndexOfAny(['\n', '\r', '{', '[', ':']) is var mark
        && (mark < 0 || (mark == 1 && setting[1] == ':'))
        && InputFile.HasSettingsName(setting);

    private static bool Matches(string path, string setting, ProjectSettings project)
    {
        var normal = ProjectPath.Normalize(path);
        return normal == ProjectPath.Normalize(setting)
            || (project.Directory.Length > 0 ? normal == ProjectPath.Normalize(project.Directory + setting) : normal.EndsWith("/" + ProjectPath.Normalize(setting), StringComparison.Ordinal));
    }

    private static string DefaultName(FileRole role) => role switch
    {
        FileRole.Models => "models.json",
        FileRole.Hyperparameters => "hyperparameters.yaml",
        _ => "app_options.yaml",
    };

    private static Problem? Absent(FileRole role, AppClass? app) => (role, app) switch
    {
        (_, null) or (FileRole.Options, _) => null,
        (FileRole.Models, _) => ProblemKinds.NoModels.At(null, null, "The app has no models.json beside its project file.", "Add it, or name another file by the attribute's property Models."),
        _ => ProblemKinds.NoHyperparameters.At(null, null, "The app has no hyperparameters.yaml beside its project file.", "Add it, or name another file by the attribute's property Hyperparameters."),
    };

    private static Problem NotAnItem(FileRole role, string setting) => ProblemKinds.FileIsNotAnItem.At(
        null,
        null,
        $"'{setting}' is not among the project's additional files.",
        $"Add <AdditionalFiles Include=\"{setting}\" TrainAppRole=\"{RoleName(role)}\" /> to the project file.");

    private static string RoleName(FileRole role) => role switch
    {
        FileRole.Models => "models",
        FileRole.Hyperparameters => "hyperparameters",
        _ => "options",
    };
}
