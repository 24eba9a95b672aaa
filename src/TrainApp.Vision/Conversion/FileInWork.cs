namespace TrainApp.Vision.Conversion;

/// <summary>Files among others that may be there already, each whole or not there.</summary>
internal static class FileInWork
{
    /// <summary>Makes a file beside its place and moves it there.</summary>
    public static void Make(string path, Action<string> make)
    {
        var beside = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            make(beside);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
