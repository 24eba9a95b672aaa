namespace TrainApp.Hosting;

/// <summary>A small picture that is asked for.</summary>
/// <param name="ImagePath">The image file.</param>
/// <param name="Annotation">What is drawn over it; null for nothing.</param>
/// <param name="Classes">Colours and key points of its classes.</param>
/// <param name="Size">Longest side of the result in pixels.</param>
public sealed record ThumbnailRequest(string ImagePath, Annotation? Annotation, IReadOnlyList<ObjectClass> Classes, int Size);
