namespace TrainApp.Projects;

/// <summary>Sizes of files, through links: <see cref="FileInfo.Length"/> of a link is that of the link itself.</summary>
internal static class FileSize
{
    /// <summary>Bytes; null when the file, or the one that a link leads to, is not there.</summary>
    public static long? Of(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return null;
        if (file.LinkTarget is null) return file.Length;
        return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : null;
    }
}
