using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;

namespace TrainApp.Projects;

/// <summary>
/// A short hash of what a project holds: names, sizes of images, contents of <c>meta.json</c> and of annotations. It does
/// not depend on where the folder lies or in which order files are listed.
/// </summary>
internal static class ProjectFingerprint
{
    private const int HashBytes = 16;

    /// <summary>32 hexadecimal digits.</summary>
    /// <exception cref="ProjectException">A file cannot be read.</exception>
    public static string Compute(Project project, CancellationToken cancellationToken = default)
    {
        var images = project.Images;
        var hashes = new byte[images.Count * HashBytes];
        try
        {
            if (images.Count > 0)
            {
                Parallel.ForEach(Partitioner.Create(0, images.Count), new ParallelOptions { CancellationToken = cancellationToken }, range =>
                {
                    for (var i = range.Item1; i < range.Item2; i++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        HashImage(images[i], hashes.AsSpan(i * HashBytes, HashBytes));
                    }
                });
            }

            var whole = new XxHash128();
            whole.Append(XxHash128.Hash(File.ReadAllBytes(Path.Combine(project.Directory, "meta.json"))));
            whole.Append(hashes);
            return Convert.ToHexStringLower(whole.GetCurrentHash());
        }
        catch (AggregateException cause) when (cause.InnerException is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(project, cause.InnerException);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(project, cause);
        }
    }

    private static void HashImage(ImageItem image, Span<byte> hash)
    {
        var annotation = File.ReadAllBytes(image.AnnotationPath);
        var hasher = new XxHash128();
        AppendText(hasher, image.Dataset.FullName);
        AppendText(hasher, image.Name);
        AppendNumber(hasher, FileSize.Of(image.ImagePath) ?? -1);
        AppendNumber(hasher, annotation.Length);
        hasher.Append(annotation);
        hasher.GetCurrentHash(hash);
    }

    private static void AppendText(XxHash128 hasher, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendNumber(hasher, bytes.Length);
        hasher.Append(bytes);
    }

    private static void AppendNumber(XxHash128 hasher, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hasher.Append(bytes);
    }

    private static ProjectException Unreadable(Project project, Exception cause) =>
        new($"The project '{project.Directory}' cannot be read: {cause.Message}", project.Directory, innerException: cause);
}
