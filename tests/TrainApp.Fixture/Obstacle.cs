using System.Runtime.InteropServices;

namespace TrainApp.Fixture;

/// <summary>A pipe in a file's place: whoever reads it waits for ever, so that a test can kill it there.</summary>
internal static partial class Obstacle
{
    private const uint Mode = 0b110_000_000;

    /// <summary>Puts a pipe where the environment says, below the run's folder; what is there goes.</summary>
    public static void Put(string runFolder)
    {
        if (Environment.GetEnvironmentVariable("FIXTURE_PIPE") is not { Length: > 0 } place) return;
        var path = Path.Combine(runFolder, place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        if (MakePipe(path, Mode) != 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
