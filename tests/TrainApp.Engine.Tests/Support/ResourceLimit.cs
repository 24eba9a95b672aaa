using System.Globalization;
using System.Runtime.InteropServices;

namespace TrainApp.Engine.Tests.Support;

/// <summary>Limits of a process that runs.</summary>
internal static partial class ResourceLimit
{
    private const int Data = 2;

    /// <summary>Lets a process take so many bytes of private memory more than it has.</summary>
    public static unsafe void AllowMoreData(int process, long bytes)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).First(line => line.StartsWith("VmData:", StringComparison.Ordinal));
        var has = long.Parse(line["VmData:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
        var limit = stackalloc ulong[] { (ulong)(has + bytes), (ulong)(has + bytes) };
        if (ProcessLimit(process, Data, limit, null) != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static unsafe partial int ProcessLimit(int process, int resource, ulong* limit, ulong* before);
}
