using System.Text.Json;
using TrainApp.Projects;

namespace TrainApp.Vision.Conversion.Coco;

/// <summary>An image as COCO lists it.</summary>
/// <param name="FileName">Its file name.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="ServerId">The server's id of the image, if known; only the reference writes it.</param>
internal sealed record CocoImage(string FileName, int Height, int Width, long? ServerId)
{
    public static CocoImage Of(ImageItem item, Annotation annotation) => new(item.Name, annotation.Height, annotation.Width, ServerId: null);

    /// <summary>As the reference has it: from <c>img_info</c> where there is one, but not for an annotation of the older name.</summary>
    public static CocoImage OfReference(ImageItem item, Annotation annotation)
    {
        var own = Of(item, annotation);
        var path = ImageIds.InfoPath(item);
        if (!Path.GetFileName(item.AnnotationPath).StartsWith(item.Name, StringComparison.Ordinal) || !File.Exists(path)) return own;
        try
        {
            using var info = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = info.RootElement;
            return new(
                WithTypeEnding(root.Text("name") ?? own.FileName, root.Text("mime")), (int?)root.Integer("height") ?? own.Height, (int?)root.Integer("width") ?? own.Width, root.Integer("id"));
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new ProjectException($"The information about '{item}' cannot be read: {cause.Message}", path, innerException: cause);
        }
    }

    /// <summary>A name that does not end as its content's type would have it gets that ending as well.</summary>
    private static string WithTypeEnding(string name, string? mime)
    {
        if (mime?.Split('/') is not [_, var type, ..]) return name;
        var ending = Path.GetExtension(name).TrimStart('.');
        var isRight = string.Equals(ending, type, StringComparison.OrdinalIgnoreCase)
            || (string.Equals(type, "jpeg", StringComparison.Ordinal) && ending.ToUpperInvariant() is "JPG" or "JPEG" or "MPO");
        return isRight ? name : $"{name}.{type}";
    }
}
