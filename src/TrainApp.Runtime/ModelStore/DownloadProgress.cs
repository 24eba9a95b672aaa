namespace TrainApp.ModelStore;

/// <summary>How far a download is.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">The file's name in the catalog.</param>
/// <param name="Address">The address, as it may be shown.</param>
/// <param name="Bytes">Bytes that are here, those of an earlier try among them.</param>
/// <param name="TotalBytes">Bytes of the whole file; null when the server does not tell.</param>
internal sealed record DownloadProgress(string Model, string File, string Address, long Bytes, long? TotalBytes);
