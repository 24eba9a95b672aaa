using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TrainApp.ModelStore;

/// <summary>What a server's reply to a request for a file, or for its rest, amounts to.</summary>
internal static class DownloadReply
{
    private static readonly string[] s_pages = [".html", ".htm", ".xhtml"];

    /// <summary>Refuses a reply that no file comes with.</summary>
    /// <exception cref="PassingFailureException">Another try may bring it.</exception>
    /// <exception cref="ModelFileException">No try will; the message is the end of a sentence.</exception>
    public static void RequireFile(HttpResponseMessage response, TimeProvider time)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                return;
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented:
                throw new PassingFailureException(Answered(response), WaitOf(response.Headers.RetryAfter, time));
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired:
                throw new ModelFileException(Answered(response), "The server wants a login: use an address that is open, or put the file beside models.json and name its path.");
            case >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest:
                throw new ModelFileException(Answered(response) + ", which leads nowhere", "Write the address into models.json to which the redirects lead.");
            default:
                throw new ModelFileException(Answered(response), "Correct the address in models.json, or put the file beside it and name its path.");
        }
    }

    /// <summary>Refuses a page in place of a file: a login, an error, a notice.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="start">The file's first bytes.</param>
    /// <exception cref="ModelFileException">It is a page; the message is the end of a sentence.</exception>
    public static void RequireNoPage(HttpResponseMessage response, string name, Uri asked, ReadOnlySpan<byte> start)
    {
        if (s_pages.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)) return;
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not ("text/html" or "application/xhtml+xml") && !LooksLikePage(start)) return;
        var last = response.RequestMessage?.RequestUri;
        var elsewhere = last is not null && last.Host != asked.Host ? $" of {last.Host}, to which it redirects," : "";
        throw new ModelFileException($"the server sent a web page{elsewhere} instead of the file", "Open the address in a browser: it may want a login, or lead to a page about the file. Write the address of the file itself into models.json.");
    }

    /// <summary>By what the server names this state of the file.</summary>
    public static FileVersion VersionOf(HttpResponseMessage response) => new(response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);

    /// <summary>Whether a reply is the rest that was asked for.</summary>
    public static bool IsRestOf(PartialState state, long length, HttpResponseMessage response)
    {
        var range = response.Content.Headers.ContentRange;
        var version = VersionOf(response);
        return response.StatusCode == HttpStatusCode.PartialContent
            && range is { From: { } from, To: { } to } && from == length
            && (range.Length is null || (state.TotalBytes ?? range.Length) == range.Length)
            && (range.Length ?? state.TotalBytes) is { } total && to == total - 1
            && (version.ETag ?? state.Version.ETag) == state.Version.ETag
            && (version.LastModified ?? state.Version.LastModified) == state.Version.LastModified;
    }

    private static string Answered(HttpResponseMessage response) =>
        string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)response.StatusCode} ({response.StatusCode})");

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } span } => span,
        { Date: { } date } => date - time.GetUtcNow() is var span && span > TimeSpan.Zero ? span : TimeSpan.Zero,
        _ => null,
    };

    private static bool LooksLikePage(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
