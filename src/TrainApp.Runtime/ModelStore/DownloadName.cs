using System.Text;
using TrainApp.Files;

namespace TrainApp.ModelStore;

/// <summary>The name of a downloaded file: the server's, else the last part of the address.</summary>
internal static class DownloadName
{
    private const int MostBytes = 200;

    public static string Of(HttpResponseMessage response, Uri asked)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        var given = disposition?.FileNameStar ?? disposition?.FileName?.Trim('"');
        return Safe(given) ?? Safe(LastPart(asked)) ?? Safe(LastPart(response.RequestMessage?.RequestUri)) ?? "model";
    }

    private static string? LastPart(Uri? address) => address is null ? null : Uri.UnescapeDataString(address.AbsolutePath);

    /// <summary>A name without folders that every file system takes and nothing hides; null when nothing is left of it.</summary>
    private static string? Safe(string? name)
    {
        if (name is null) return null;
        var bare = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var safe = FileNames.Safe(bare).TrimStart('.');
        if (safe.Trim('_', ' ').Length == 0) return null;
        // The end is kept: it holds the extension.
        while (Encoding.UTF8.GetByteCount(safe) > MostBytes) safe = safe[1..];
        return safe.TrimStart('.', ' ');
    }
}
