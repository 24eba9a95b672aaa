using TrainApp.Formats;

namespace TrainApp.Requests;

/// <summary>Where a part of a request stands that was read from a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">The place of the value.</param>
/// <param name="Items">Places of a list's items, by their text.</param>
internal sealed record RequestOrigin(string File, Place Place, IReadOnlyDictionary<string, Place> Items);
