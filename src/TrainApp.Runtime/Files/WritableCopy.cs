namespace TrainApp.Files;

/// <summary>Copies of a run's own.</summary>
internal static class WritableCopy
{
    /// <summary>Copies a file. A copy takes over that its source is read-only; this one is not.</summary>
    public static void Make(string source, string target)
    {
        File.Copy(source, target);
        var attributes = File.GetAttributes(target);
        if (attributes.HasFlag(FileAttributes.ReadOnly)) File.SetAttributes(target, attributes & ~FileAttributes.ReadOnly);
    }
}
