namespace TrainApp.Requests;

/// <summary>The classes that a request means.</summary>
internal static class ClassChoice
{
    /// <returns>Their names in the order of the project's meta.</returns>
    public static IReadOnlyList<string> Check(Project project, IReadOnlyList<string>? names, RequestProblems problems)
    {
        var all = project.Meta.Classes.Select(c => c.Name).ToList();
        if (names is null) return all;
        foreach (var name in names.Where(name => !all.Contains(name)))
            problems.Unknown("TRAIN618", $"The project has no class '{name}'.", name, all);
        if (names.Count == 0) problems.Error("TRAIN618", "No class is selected.");
        return [.. all.Where(names.Contains)];
    }
}
