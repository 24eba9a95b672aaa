namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Which images are for training and which for validation.</summary>
internal sealed class YoloSides(YoloOptions options)
{
    public const string Train = "train", Val = "val";

    private readonly HashSet<string>? _validation = options.ValidationDatasets?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an image tag says on which side the image is, so that it is not lost.</summary>
    public bool IsKept(Tag tag) => _validation is null && IsSide(tag);

    /// <summary><see cref="Train"/> or <see cref="Val"/>.</summary>
    public string Of(Dataset dataset, Annotation annotation)
    {
        if (_validation is not null) return _validation.Contains(dataset.FullName) ? Val : Train;
        if (annotation.Tags.Any(tag => string.Equals(tag.Name, Val, StringComparison.Ordinal))) return Val;
        // The reference splits projects into datasets of these names, and forgets it here.
        return !options.IsReferenceCompatible && string.Equals(dataset.Name, Val, StringComparison.Ordinal) && !annotation.Tags.Any(IsSide) ? Val : Train;
    }

    private static bool IsSide(Tag tag) => tag.Name is Train or Val;
}
