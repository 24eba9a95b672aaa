using System.Globalization;
using TrainApp.Findings;

namespace TrainApp.Machine;

/// <summary>The workspace: can it be written, is there room, does its disk keep what is written.</summary>
internal static class WorkspaceChecks
{
    private const long LittleDisk = 2L << 30, TooLittleDisk = 100L << 20;

    /// <summary>What the framework adds to the workspace's path, and what systems take.</summary>
    private const int LongestInside = 160, LongestOnWindows = 259, LongestElsewhere = 4095;

    private const string OtherFolder = "Choose another folder: --workspace DIR.";

    private static readonly string[] s_network = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs"];

    /// <summary>Looks at a folder, or at the one in which it would be made; nothing is made.</summary>
    public static IEnumerable<Finding> Look(string folder)
    {
        yield return CanWrite(folder);
        if (Length(folder) is { } length) yield return length;
        if (Kind(folder, Format(folder)) is { } kind) yield return kind;
        yield return FreeDisk(folder);
    }

    /// <summary>Free bytes for this user on the disk of a folder, there or not yet; null where nobody tells.</summary>
    public static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(Existing(folder)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the workspace can be written.</summary>
    public static Finding CanWrite(string folder)
    {
        try
        {
            if (File.Exists(Existing(folder))) return new Finding(Finding.Error, "workspace", $"The workspace cannot be made: '{Existing(folder)}' is a file.", OtherFolder, folder);
            var probe = Path.Combine(Existing(folder), $".probe-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding(Finding.Ok, "workspace", "The workspace can be written.", Path: folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Finding.Error, "workspace", $"The workspace cannot be written: {e.Message}", OtherFolder, folder);
        }
    }

    /// <summary>What kind of disk has drawbacks.</summary>
    public static Finding? Kind(string folder, string? format) => format switch
    {
        "tmpfs" or "ramfs" => new Finding(Finding.Warning, "workspace-disk", $"The workspace lies in memory ({format}): runs are gone when the machine restarts, and take memory from the training.", "Choose a folder on a disk: --workspace DIR.", folder),
        { } network when s_network.Contains(network) => new Finding(Finding.Warning, "workspace-disk", $"The workspace lies on a network share ({network}): locks between machines and speed depend on the server.", "Use a local disk, or one machine at a time: --workspace DIR.", folder),
        _ => null,
    };

    private static Finding FreeDisk(string folder) => Free(folder) switch
    {
        null => new Finding(Finding.Warning, "disk", "Free disk is unknown.", Path: folder),
        < TooLittleDisk and var free => new Finding(Finding.Error, "disk", string.Create(CultureInfo.InvariantCulture, $"The disk is full: {free >> 20} MiB are free."), "Free space, or move the workspace: --workspace DIR.", folder),
        < LittleDisk and var free => new Finding(Finding.Warning, "disk", $"Little disk is free: {Amounts.Gibibytes(free)}.", "Checkpoints and prepared data need some: free space or move the workspace.", folder),
        var free => new Finding(Finding.Ok, "disk", $"{Amounts.Gibibytes(free.Value)} of disk are free.", Path: folder),
    };

    private static Finding? Length(string folder)
    {
        var most = (OperatingSystem.IsWindows() ? LongestOnWindows : LongestElsewhere) - LongestInside;
        return folder.Length <= most ? null : new Finding(
            Finding.Error, "path", string.Create(CultureInfo.InvariantCulture, $"The workspace's path has {folder.Length} characters; with what lies in it, it is too long for this system."), $"Choose one of at most {most.ToString(CultureInfo.InvariantCulture)} characters: --workspace DIR.", folder);
    }

    private static string? Format(string folder)
    {
        try
        {
            return new DriveInfo(Existing(folder)).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The folder, or the nearest one above it that is there.</summary>
    private static string Existing(string folder)
    {
        var path = Path.GetFullPath(folder);
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } above) path = above;
        return path;
    }
}
