using System.Runtime.InteropServices;

namespace TrainApp.Platform;

/// <summary>What became of an attempt to give a file a second name.</summary>
internal enum LinkOutcome
{
    /// <summary>The name is there.</summary>
    Linked,

    /// <summary>The file is not there.</summary>
    NotThere,

    /// <summary>The file has as many names as its file system allows: 65,000 on ext4.</summary>
    TooMany,

    /// <summary>The name would lie on another device, or the file system knows no such links.</summary>
    Impossible,
}

/// <summary>Second names of files.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file another name, which must not exist.</summary>
    public static LinkOutcome Create(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            if (CreateOnWindows(name, file, 0)) return LinkOutcome.Linked;
            return File.Exists(file) ? LinkOutcome.Impossible : LinkOutcome.NotThere;
        }

        if (Posix.Link(file, name) == 0) return LinkOutcome.Linked;
        return Marshal.GetLastPInvokeError() switch
        {
            Posix.ErrorNotThere when !File.Exists(file) => LinkOutcome.NotThere,
            Posix.ErrorTooManyLinks => LinkOutcome.TooMany,
            _ => LinkOutcome.Impossible,
        };
    }

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateOnWindows(string name, string file, nint security);
}
