namespace TrainApp.Vision.Conversion;

/// <summary>Which images are for training and which for validation.</summary>
/// <param name="validationDatasets">Full names of the datasets for validation; null when tags and names of datasets say it.</param>
/// <param name="byTagAlone">Whether the tag <c>val</c> alone counts, as in the reference, which forgets that it splits projects into datasets of these names.</param>
internal sealed class Sides(IReadOnlyCollection<string>? validationDatasets, bool byTagAlone)
{
    public const string Train = "train", Val = "val";

    private readonly HashSet<string>? _validation = validationDatasets?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an image tag says on which side the image is, so that it is not lost.</summary>
    public bool IsKept(Tag tag) => _validation is null && IsSide(tag);

    /// <summary><see cref="Train"/> or <see cref="Val"/>.</summary>
    public string Of(Dataset dataset, Annotation annotation)
    {
        if (_validation is not null) return _validation.Contains(dataset.FullName) ? Val : Train;
        if (annotation.Tags.Any(tag => string.Equals(tag.Name, Val, StringComparison.Ordinal))) return Val;
        return !byTagAlone && string.Equals(dataset.Name, Val, StringComparison.Ordinal) && !annotation.Tags.Any(IsSide) ? Val : Train;
    }

    /// <summary>Whether anything says on which side an image is.</summary>
    public bool Says(Dataset dataset, Annotation annotation) => _validation is not null || dataset.Name is Train or Val || annotation.Tags.Any(IsSide);

    private static bool IsSide(Tag tag) => tag.Name is Train or Val;
}
