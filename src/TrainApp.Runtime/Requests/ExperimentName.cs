namespace TrainApp.Requests;

/// <summary>The name that an experiment may have: part of a line, never of a path.</summary>
internal static class ExperimentName
{
    public static void Check(string? name, RequestProblems problems)
    {
        if (name is null) return;
        if (name.Trim().Length == 0) problems.Error("TRAIN616", "The experiment's name is empty.");
        else if (name.AsSpan().IndexOfAny("/\\") >= 0 || name.Any(char.IsControl)) problems.Error("TRAIN616", $"The experiment's name '{name}' holds a slash, a backslash or a control character.");
    }
}
