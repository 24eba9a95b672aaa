using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrainApp.Torch.Tests;

/// <summary>Lets libtorch's idle threads sleep: spinning costs many times the run on cores that others use too.</summary>
internal static partial class OpenMp
{
    /// <summary>libtorch reads it once, when it is loaded; .NET's own copy of the environment does not reach it.</summary>
    [ModuleInitializer]
    internal static void SleepWhenIdle()
    {
        if (OperatingSystem.IsLinux()) _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
