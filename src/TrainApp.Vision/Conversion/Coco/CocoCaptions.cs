namespace TrainApp.Vision.Conversion.Coco;

/// <summary>The image tag <c>caption</c>, which COCO keeps in a file of its own.</summary>
internal static class CocoCaptions
{
    public const string TagName = "caption";

    /// <summary>Whether the tag of a project holds captions: its values are texts.</summary>
    public static bool AreIn(ProjectMeta meta) => meta.Tags.Any(tag => string.Equals(tag.Name, TagName, StringComparison.Ordinal) && string.Equals(tag.ValueType, "any_string", StringComparison.Ordinal));

    public static bool IsCaption(Tag tag) => tag.Value is string && string.Equals(tag.Name, TagName, StringComparison.Ordinal);

    public static IReadOnlyList<string> Of(Annotation annotation) => [.. annotation.Tags.Where(IsCaption).Select(tag => (string)tag.Value!)];
}
