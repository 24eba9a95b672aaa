namespace TrainApp.Vision.Reporting;

/// <summary>Folders that appear whole: written beside, moved into place.</summary>
internal static class ReportFolder
{
    /// <summary>Writes a report's folder in place of the one that is there; <see cref="ReportPlace"/> says whether it may go.</summary>
    /// <returns>The page's file.</returns>
    public static string Replace(string directory, Action<string> write)
    {
        var full = Path.GetFullPath(directory).TrimEnd(Path.DirectorySeparatorChar);
        var parent = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(parent);
        var word = Guid.NewGuid().ToString("N");
        var beside = Path.Combine(parent, $".{Path.GetFileName(full)}.{word}.tmp");
        var old = Path.Combine(parent, $".{Path.GetFileName(full)}.{word}.old.tmp");
        try
        {
            Directory.CreateDirectory(beside);
            write(beside);
            var experiment = Path.Combine(full, DataScript.ExperimentFile);
            if (File.Exists(experiment)) File.Copy(experiment, Path.Combine(beside, DataScript.ExperimentFile), overwrite: true);
            if (Directory.Exists(full)) Directory.Move(full, old);
            Directory.Move(beside, full);
        }
        catch
        {
            if (Directory.Exists(old) && !Directory.Exists(full)) Directory.Move(old, full);
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
            throw;
        }

        if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
        return Path.Combine(full, ReportWriter.PageFile);
    }
}
