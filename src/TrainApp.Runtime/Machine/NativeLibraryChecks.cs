using System.Runtime.InteropServices;
using TrainApp.Findings;

namespace TrainApp.Machine;

/// <summary>
/// The native libraries that the app's managed code calls: each has to be there, and is loaded once, with all it depends on; what
/// fails here fails in training. Others, such as bindings for another language, are nobody's concern.
/// </summary>
internal static class NativeLibraryChecks
{
    /// <summary>Managed assemblies whose native half comes with a package of its own.</summary>
    private static readonly (string Managed, string Native)[] s_halves =
    [
        ("TorchSharp.dll", "LibTorchSharp"),
        ("Microsoft.ML.OnnxRuntime.dll", "onnxruntime"),
        ("SkiaSharp.dll", "libSkiaSharp"),
    ];

    /// <param name="folder">The app's folder.</param>
    public static IEnumerable<Finding> Look(string folder)
    {
        foreach (var (managed, native) in s_halves)
        {
            if (!File.Exists(Path.Combine(folder, managed)) || CalledLibraries.Find(folder, native) is not null) continue;
            var name = CalledLibraries.Spellings(native)[0];
            yield return new Finding(Finding.Error, "native", $"{name} is missing: {managed} cannot work without it.", SystemPackages.Advice(name), folder);
        }

        foreach (var library in CalledLibraries.Beside(folder))
        {
            foreach (var finding in Try(library, folder)) yield return finding;
        }
    }

    private static IEnumerable<Finding> Try(string library, string folder)
    {
        // A library that is cut off would take this process along.
        if (OperatingSystem.IsLinux() && LibraryDiagnosis.FindDamage(library, folder) is { Count: > 0 } damage) return damage.Select(fault => Describe(library, fault));
        try
        {
            NativeLibrary.Load(library);
            return [new Finding(Finding.Ok, "native", $"{Path.GetFileName(library)} loads.", Path: library)];
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            if (OperatingSystem.IsLinux() && LibraryDiagnosis.Explain(library, folder) is { Count: > 0 } faults) return faults.Select(fault => Describe(library, fault));
            return [new Finding(Finding.Error, "native", $"{Path.GetFileName(library)} does not load: {e.Message.ReplaceLineEndings(" ").Trim()}", "Add the package or the library that it asks for.", library)];
        }
    }

    private static Finding Describe(string library, LibraryFault fault)
    {
        var (name, wrong) = (Path.GetFileName(library), Path.GetFileName(fault.Library));
        var start = name == wrong ? $"{name} does not load" : $"{name} does not load, since {fault.NeededBy} needs {wrong}";
        var (message, hint) = fault.Kind switch
        {
            LibraryFaultKind.CutOff => ($"{start}: the file is cut off.", SystemPackages.Advice(wrong)),
            LibraryFaultKind.NoLibrary => ($"{start}: the file is no library.", SystemPackages.Advice(wrong)),
            LibraryFaultKind.OtherArchitecture => ($"{start}: it was built for {fault.Version}; this process is {RuntimeInformation.ProcessArchitecture}.", $"Build the app for this machine: dotnet build -r {RuntimeInformation.RuntimeIdentifier}"),
            LibraryFaultKind.Missing => ($"{start}, which is not there.", SystemPackages.Advice(wrong)),
            _ => ($"{name} does not load: {fault.NeededBy} needs {fault.Version} of {wrong}, which is older ({fault.Library}).", SystemPackages.AdviceForVersion(fault.Version!, fault.NeededBy)),
        };
        return new Finding(Finding.Error, "native", message, hint, library);
    }
}
