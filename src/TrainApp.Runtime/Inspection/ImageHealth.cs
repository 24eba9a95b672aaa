using System.IO.Hashing;
using System.Text.Json;
using TrainApp.Findings;
using TrainApp.Pictures;
using TrainApp.Projects;

namespace TrainApp.Inspection;

/// <summary>What was found about one image.</summary>
/// <param name="Findings">What is damaged or doubtful.</param>
/// <param name="Hash">Of the image file's content, when it could be read.</param>
/// <param name="AnnotationHash">Of the annotation's content, when it has objects.</param>
/// <param name="Classes">Classes of its objects; null when the annotation cannot be read.</param>
internal sealed record ImageHealth(IReadOnlyList<Finding> Findings, UInt128? Hash, UInt128? AnnotationHash, IReadOnlyList<string>? Classes)
{
    public static ImageHealth Examine(ImageItem image, Action<string>? decode)
    {
        var findings = new List<Finding>();
        var reading = AnnotationReading.Of(image, isThorough: true);
        foreach (var problem in reading.Problems) findings.Add(ProjectHealth.Of(problem));
        UInt128? hash = null;
        if (image.HasImage) hash = ExamineFile(image, reading.Annotation, decode, findings);
        else findings.Add(new("warning", ProblemIds.ImageMissing, $"The image '{image}' is not there: its dataset has annotations alone.", Path: image.ImagePath));
        ExamineInfo(image, findings);
        if (reading.Annotation is not { } annotation) return new(findings, hash, null, null);
        UInt128? annotationHash = annotation.Labels.Count > 0 ? XxHash128.HashToUInt128(AnnotationWriter.Write(annotation)) : null;
        return new(findings, hash, annotationHash, [.. annotation.Labels.Select(label => label.ClassName).Distinct(StringComparer.Ordinal)]);
    }

    private static UInt128? ExamineFile(ImageItem image, Annotation? annotation, Action<string>? decode, List<Finding> findings)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(image.ImagePath);
            var head = PictureFile.Read(content);
            ExamineSize(image, head, annotation, findings);
            decode?.Invoke(image.ImagePath);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            findings.Add(Damaged($"cannot be read: {cause.Message}"));
            return null;
        }
        catch (InvalidDataException cause)
        {
            findings.Add(Damaged($"cannot be used: {cause.Message}"));
            return null;
        }

        return XxHash128.HashToUInt128(content);

        Finding Damaged(string what) => new("error", ProblemIds.ImageDamaged, $"The image '{image}' {what}", "Put a sound copy in its place, or remove it with its annotation.", image.ImagePath);
    }

    /// <summary>Annotations may hold the size of the file or that of the picture as it is shown.</summary>
    private static void ExamineSize(ImageItem image, PictureHead head, Annotation? annotation, List<Finding> findings)
    {
        if (annotation is not { Width: > 0, Height: > 0 } || head.Width == 0) return;
        var isSame = (annotation.Width, annotation.Height) == (head.Width, head.Height)
            || (head.IsOnItsSide && (annotation.Width, annotation.Height) == (head.Height, head.Width));
        if (isSame) return;
        var message = $"The image '{image}' has {head.Width}×{head.Height} pixels; its annotation says {annotation.Width}×{annotation.Height}.";
        const string Hint = "One of the two belongs to another image, or the image was scaled after it was labelled.";
        // Nobody can tell which of the two is the wrong one.
        findings.Add(new("error", ProblemIds.ImageSizeDiffers, message, Hint, image.ImagePath));
        findings.Add(new("error", ProblemIds.ImageSizeDiffers, message, Hint, image.AnnotationPath));
    }

    private static void ExamineInfo(ImageItem image, List<Finding> findings)
    {
        var path = ImageIds.InfoPath(image);
        try
        {
            if (!File.Exists(path)) return;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.Integer("id") is null) Add("it has no whole number 'id'.", line: null);
        }
        catch (JsonException cause)
        {
            Add(cause.Sentence(), cause.LineFromOne());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Add(cause.Message, line: null);
        }

        void Add(string reason, int? line) =>
            findings.Add(new("warning", ProblemIds.ImageInfoUnreadable, $"The ids of '{image}' cannot be read: {reason}", Path: path, Line: line));
    }
}
