using System.Globalization;
using System.IO.Hashing;
using System.Security;
using System.Text;
using TrainApp.Hosting;

namespace TrainApp.Gui.Service;

/// <summary>A small picture.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">Differs when the image or its annotation differs.</param>
internal sealed record ThumbnailFile(byte[] Bytes, string Type, string Tag);

/// <summary>Small pictures of images with their objects drawn; the latest are kept in memory.</summary>
internal sealed class ThumbnailStore(Func<ThumbnailRequest, byte[]>? draw) : IDisposable
{
    public const int SmallestSize = 32, LargestSize = 1024, DefaultSize = 240;

    private const long KeptBytes = 32 << 20;
    private const int WordsInLine = 20, Lines = 7;

    /// <summary>Decoding takes memory for the whole image.</summary>
    private readonly SemaphoreSlim _turns = new(2);
    private readonly Lock _gate = new();
    private readonly LinkedList<ThumbnailFile> _kept = [];
    private long _bytes;

    /// <summary>Whether pictures can be drawn: the app refers to the package that decodes images.</summary>
    public bool CanDraw => draw is not null;

    /// <summary>What a picture of an image would be called as it is now.</summary>
    public static string TagOf(ImageItem image, int size)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{image.ImagePath}|{Stamp(image.ImagePath)}|{Stamp(image.AnnotationPath)}|{size}");
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Draws a picture; of an image that cannot be decoded, one that says why.</summary>
    public async Task<ThumbnailFile> DrawAsync(ImageItem image, int size, CancellationToken cancellationToken)
    {
        var tag = TagOf(image, size);
        if (Recall(tag) is { } known) return known;
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return Recall(tag) ?? Keep(await Task.Run(() => Draw(image, size, tag), cancellationToken));
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private ThumbnailFile Draw(ImageItem image, int size, string tag)
    {
        try
        {
            var annotation = AnnotationReading.Of(image).Annotation;
            return new(draw!(new ThumbnailRequest(image.ImagePath, annotation, image.Dataset.Project.Meta.Classes, size)), "image/jpeg", tag);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var reason = e.Message.Replace($"'{image.ImagePath}'", "This file", StringComparison.Ordinal);
            return new(Encoding.UTF8.GetBytes(Placeholder(reason, size)), "image/svg+xml", tag);
        }
    }

    /// <summary>A picture of words: attributes alone, which no policy of a page forbids.</summary>
    private static string Placeholder(string reason, int size)
    {
        var lines = new List<string> { "" };
        foreach (var word in reason.Split(' '))
        {
            if (lines[^1].Length + word.Length > WordsInLine) lines.Add("");
            lines[^1] += word + " ";
        }

        var text = string.Concat(lines.Take(Lines).Select((line, index) =>
            string.Create(CultureInfo.InvariantCulture, $"""<text x="100" y="{60 + (21 * index)}" text-anchor="middle" font-size="17" font-family="sans-serif" fill="#a81f2d">{SecurityElement.Escape(line.Trim())}</text>""")));
        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 200 200"><rect width="200" height="200" fill="#fdeaec"/>{text}</svg>""");
    }

    private ThumbnailFile? Recall(string tag)
    {
        lock (_gate)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (!string.Equals(node.Value.Tag, tag, StringComparison.Ordinal)) continue;
                _kept.Remove(node);
                _kept.AddFirst(node);
                return node.Value;
            }

            return null;
        }
    }

    private ThumbnailFile Keep(ThumbnailFile file)
    {
        lock (_gate)
        {
            _kept.AddFirst(file);
            _bytes += file.Bytes.Length;
            while (_bytes > KeptBytes && _kept.Last is { } last)
            {
                _bytes -= last.Value.Bytes.Length;
                _kept.RemoveLast();
            }
        }

        return file;
    }

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}/{file.Length}") : "";
    }
}
