using System.Security.Cryptography;
using System.Text;

namespace TrainApp.ModelStore;

/// <summary>
/// An http(s) address in <c>models.json</c>. It may end with the file's sum, <c>#sha256=…</c>, which is never sent. User,
/// password and query may be secrets: they reach the server and nothing else.
/// </summary>
internal sealed class ModelAddress
{
    private const string SumMark = "#sha256=";

    private ModelAddress(Uri uri, string? sha256)
    {
        Request = new UriBuilder(uri) { UserName = "", Password = "", Fragment = "" }.Uri;
        Login = uri.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(uri.UserInfo);
        Sha256 = sha256;
    }

    /// <summary>What is asked for.</summary>
    public Uri Request { get; }

    /// <summary><c>user:password</c>; null without one.</summary>
    public string? Login { get; }

    /// <summary>The file's sum in small letters; null when the address has none.</summary>
    public string? Sha256 { get; }

    /// <summary>The address as it may be shown and published: without user, password, query and sum.</summary>
    public string Shown => Request.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Stands for the address in names of files.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Request.AbsoluteUri)));

    /// <summary>Whether an entry is an address, be it a good one or not; anything else is a path.</summary>
    public static bool IsAddress(string entry) => entry.Contains("://", StringComparison.Ordinal);

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none that can be asked; the message is the end of a sentence.</exception>
    public static ModelAddress Parse(string entry)
    {
        if (!Uri.TryCreate(entry.Trim(), UriKind.Absolute, out var uri)) throw new FormatException("it is not a valid address");
        if (uri.Scheme is not ("http" or "https")) throw new FormatException($"'{uri.Scheme}' is neither http nor https");
        if (uri.Host.Length == 0) throw new FormatException("it names no server");
        if (uri.Fragment.Length == 0) return new ModelAddress(uri, null);
        if (!uri.Fragment.StartsWith(SumMark, StringComparison.OrdinalIgnoreCase)) throw new FormatException($"of what may follow '#' only {SumMark[1..]} is known");
        var sum = uri.Fragment[SumMark.Length..];
        if (sum.Length != 64 || !sum.All(char.IsAsciiHexDigit)) throw new FormatException("its sha256 is not made of 64 hexadecimal digits");
        return new ModelAddress(uri, sum.ToLowerInvariant());
    }
}
