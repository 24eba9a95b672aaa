namespace TrainApp.Devices;

/// <summary>Why NVIDIA's management library tells nothing.</summary>
internal enum NvmlFailure
{
    /// <summary>It tells.</summary>
    None,

    /// <summary>The library is not there: no driver is installed, or a container was started without the cards.</summary>
    NoLibrary,

    /// <summary>The library is there, and the kernel's part of the driver is not.</summary>
    NotLoaded,

    /// <summary>The library and the kernel's part of the driver are of two versions.</summary>
    VersionsDiffer,

    /// <summary>This user may not talk to the driver.</summary>
    NoPermission,

    /// <summary>Anything else.</summary>
    Other,
}
