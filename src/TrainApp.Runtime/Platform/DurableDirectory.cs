using System.Runtime.InteropServices;

namespace TrainApp.Platform;

/// <summary>What folders need to be claimed by one process alone and to survive a power cut.</summary>
internal static class DurableDirectory
{
    /// <summary>
    /// Creates a folder that nobody else created. <see cref="Directory.CreateDirectory(string)"/> lets everybody win;
    /// <c>mkdir</c> lets one.
    /// </summary>
    /// <returns>False when it exists already.</returns>
    public static bool TryCreateNew(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // No exclusive call is at hand there: a file inside decides.
            if (Directory.Exists(path)) return false;
            Directory.CreateDirectory(path);
            try
            {
                using var claim = new FileStream(Path.Combine(path, ".claim"), FileMode.CreateNew);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }

        if (Posix.MakeDirectory(path, 0x1ED) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == Posix.ErrorExists
            ? false
            : throw new IOException($"Could not create the folder '{path}': {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Makes the names in a folder durable (<c>fsync</c>); Windows needs and offers nothing of the kind.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Posix.Open(path, flags: 0, mode: 0);
        if (descriptor < 0) return;
        _ = Posix.Flush(descriptor);
        _ = Posix.Close(descriptor);
    }

    /// <summary>
    /// Makes everything that was written so far to a folder's file system durable, in one call: for thousands of files at once.
    /// Windows has nothing of the kind.
    /// </summary>
    public static void FlushEverything(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        if (!OperatingSystem.IsLinux())
        {
            Posix.FlushAll();
            return;
        }

        var descriptor = Posix.Open(path, flags: 0, mode: 0);
        if (descriptor < 0) return;
        _ = Posix.FlushFileSystem(descriptor);
        _ = Posix.Close(descriptor);
    }
}
