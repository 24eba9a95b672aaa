using System.Globalization;
using System.Text.RegularExpressions;

namespace TrainApp.Machine;

/// <summary>What the app's native libraries compute on: the property <c>TrainAppAccelerator</c> of its build, as it lies beside the app.</summary>
/// <param name="HasLibraries">Whether the app uses libtorch or ONNX Runtime at all.</param>
/// <param name="IsCuda">Whether one of them is the kind for CUDA.</param>
/// <param name="Cuda">The CUDA that it was built for, by its first number; null where that cannot be told.</param>
internal sealed partial record AppAccelerator(bool HasLibraries, bool IsCuda, int? Cuda)
{
    private static readonly string[] s_managed = ["TorchSharp.dll", "Microsoft.ML.OnnxRuntime.dll"];
    private static readonly string[] s_cuda = ["libtorch_cuda.so", "torch_cuda.dll", "libonnxruntime_providers_cuda.so", "onnxruntime_providers_cuda.dll"];

    /// <param name="folder">The app's folder.</param>
    public static AppAccelerator Of(string folder)
    {
        var native = CalledLibraries.NativeFolders(folder);
        List<string> cuda = [.. s_cuda.SelectMany(name => native.Select(place => Path.Combine(place, name))).Where(File.Exists)];
        var needed = cuda.SelectMany(library => ElfLibrary.Read(library, out _)?.Needed ?? []);
        return new AppAccelerator(s_managed.Any(name => File.Exists(Path.Combine(folder, name))), cuda.Count > 0, CudaOf(needed));
    }

    private static int? CudaOf(IEnumerable<string> libraries) => libraries
        .Select(name => RuntimeLibrary().Match(name))
        .Where(match => match.Success)
        .Select(match => (int?)int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture))
        .Max();

    [GeneratedRegex(@"^libcudart(-[0-9a-f]+)?\.so\.(?<major>\d{1,3})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RuntimeLibrary();
}
