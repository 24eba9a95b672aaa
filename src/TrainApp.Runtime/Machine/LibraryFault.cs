namespace TrainApp.Machine;

/// <summary>What keeps a library from being loaded.</summary>
internal enum LibraryFaultKind
{
    NoLibrary,
    CutOff,
    OtherArchitecture,
    Missing,
    VersionMissing,
}

/// <summary>One reason why a library is not loaded.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Library">Path of the library that is wrong, or the name of the one that is missing.</param>
/// <param name="NeededBy">File name of the library that asks for it.</param>
/// <param name="Version">The version that is missing, or the architecture that was found.</param>
internal sealed record LibraryFault(LibraryFaultKind Kind, string Library, string NeededBy, string? Version = null);
