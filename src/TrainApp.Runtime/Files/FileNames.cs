namespace TrainApp.Files;

/// <summary>Names that every file system takes.</summary>
internal static class FileNames
{
    /// <summary>Writes everything outside letters, digits, <c>._-</c> and space as <c>_</c>; dots never stand alone.</summary>
    public static string Safe(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or ' ' ? c : '_')).Trim();
        return safe.Trim('.').Length == 0 ? "_" : safe;
    }
}
