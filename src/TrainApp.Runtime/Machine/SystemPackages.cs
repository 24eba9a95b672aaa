namespace TrainApp.Machine;

/// <summary>Which packages bring a library: those of the distribution, or those of the app's project.</summary>
internal static class SystemPackages
{
    private static readonly (string Prefix, string Debian, string RedHat)[] s_system =
    [
        ("libstdc++.so", "libstdc++6", "libstdc++"),
        ("libgomp.so", "libgomp1", "libgomp"),
        ("libgcc_s.so", "libgcc-s1", "libgcc"),
        ("libc.so", "libc6", "glibc"),
        ("libm.so", "libc6", "glibc"),
        ("libdl.so", "libc6", "glibc"),
        ("libpthread.so", "libc6", "glibc"),
        ("librt.so", "libc6", "glibc"),
        ("ld-linux", "libc6", "glibc"),
        ("libz.so", "zlib1g", "zlib"),
        ("libfontconfig.so", "libfontconfig1", "fontconfig"),
        ("libfreetype.so", "libfreetype6", "freetype"),
        ("libGL.so", "libgl1", "mesa-libGL"),
        ("libnuma.so", "libnuma1", "numactl-libs"),
        ("libssl.so", "libssl3", "openssl-libs"),
        ("libcuda.so", "the NVIDIA driver (nvidia-driver)", "nvidia-driver-cuda-libs"),
        ("libnvidia-ml.so", "the NVIDIA driver (nvidia-driver)", "nvidia-driver-cuda-libs"),
        ("libcudnn", "libcudnn9-cuda-12", "libcudnn9-cuda-12"),
        ("libcudart", "cuda-cudart-12-8 of NVIDIA's repository", "cuda-cudart-12-8 of NVIDIA's repository"),
        ("libcublas", "libcublas-12-8 of NVIDIA's repository", "libcublas-12-8 of NVIDIA's repository"),
        ("libnccl", "libnccl2", "libnccl"),
        ("libnvinfer", "libnvinfer10", "libnvinfer10"),
        ("libnvonnxparser", "libnvonnxparsers10", "libnvonnxparsers10"),
    ];

    private static readonly (string Prefix, string Package)[] s_project =
    [
        ("libLibTorchSharp", "TorchSharp"),
        ("libtorch_cuda", "TorchSharp-cuda-linux"),
        ("libc10_cuda", "TorchSharp-cuda-linux"),
        ("libtorch", "libtorch-cpu-linux-x64, or TorchSharp-cuda-linux for a GPU"),
        ("libc10", "libtorch-cpu-linux-x64, or TorchSharp-cuda-linux for a GPU"),
        ("libgomp-", "libtorch-cpu-linux-x64, or TorchSharp-cuda-linux for a GPU"),
        ("libonnxruntime", "Microsoft.ML.OnnxRuntime, or Microsoft.ML.OnnxRuntime.Gpu for a GPU"),
        ("libSkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"),
    ];

    /// <summary>What to do about a library that is missing or damaged.</summary>
    /// <param name="library">Its file name.</param>
    public static string Advice(string library)
    {
        if (s_project.FirstOrDefault(entry => library.StartsWith(entry.Prefix, StringComparison.Ordinal)) is { Package: { } package })
            return $"It comes with a package of the app's project ({package}): add it, or build or copy the app again.";
        return s_system.FirstOrDefault(entry => library.StartsWith(entry.Prefix, StringComparison.Ordinal)) is { Debian: { } debian, RedHat: var redHat }
            ? $"Install it. Debian, Ubuntu: apt-get install {debian}. RHEL, Fedora: dnf install {redHat}."
            : $"Install what brings it. Debian, Ubuntu: apt-file search {library}. RHEL, Fedora: dnf provides '*/{library}'.";
    }

    /// <summary>What to do about a version of symbols that a library of the system is too old for.</summary>
    public static string AdviceForVersion(string version, string neededBy)
    {
        if (version.StartsWith("GLIBC_", StringComparison.Ordinal))
            return "The system is older than the library wants: use a newer release of it, or a container image with one (Debian 13, Ubuntu 24.04, RHEL 10).";
        var mended = neededBy.StartsWith("libLibTorchSharp", StringComparison.Ordinal) ? "Refer to TrainApp.Torch, whose build mends it on this machine. Or update it" : "Update it";
        return version.StartsWith("GLIBCXX_", StringComparison.Ordinal) || version.StartsWith("CXXABI_", StringComparison.Ordinal)
            ? $"{mended}: Debian, Ubuntu: apt-get install --only-upgrade libstdc++6. RHEL, Fedora: dnf upgrade libstdc++. Where the release has no newer one, use a newer release or container image."
            : $"{mended}, or use a newer release of the system.";
    }
}
