using System.Runtime.InteropServices;

namespace TrainApp.Engine.Tests.Support;

/// <summary>Signals to processes of the tests.</summary>
internal static partial class Signal
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    public static void Send(int process, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(process, 2);
        _ = SystemKill(process, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SystemKill(int process, int signal);
}
