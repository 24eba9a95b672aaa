using System.Security.Cryptography;
using System.Text;
using TrainApp.Hosting;

namespace TrainApp.Gui.Security;

/// <summary>The secret that lets somebody in: 192 bits in a file that its user alone can read, or what the environment gives.</summary>
internal sealed class AccessToken
{
    public const string Variable = "TRAINAPP_TOKEN";

    private const int Bytes = 24;
    private const int ShortestGiven = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _hash;

    private AccessToken(string value)
    {
        Value = value;
        _hash = Hash(value);
        CookieValue = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(value), "cookie"u8));
    }

    public string Value { get; }

    /// <summary>What a browser that has shown the token keeps in its place.</summary>
    public string CookieValue { get; }

    /// <summary>Reads the token of a workspace, or makes it; every server of the workspace has the same one, and keeps it.</summary>
    /// <exception cref="ServerStartException">It is too short, or its file cannot be read or written.</exception>
    public static AccessToken Of(HostFolder folder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            if (given.Length >= ShortestGiven) return new AccessToken(given);
            throw new ServerStartException("token", $"The token in {Variable} has {given.Length} characters, which can be guessed.", $"Give at least {ShortestGiven} characters, or none: then one is made.");
        }

        try
        {
            return new AccessToken(Read(folder.Token) ?? Make(folder.Token));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException("token", $"The token's file '{folder.Token}' cannot be used: {e.Message}", $"Mend it, or give a token in {Variable}.");
        }
    }

    /// <summary>Whether a text is the token; takes as long whatever it is.</summary>
    public bool Is(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(Hash(text), _hash);

    /// <summary>Whether a cookie was given for this token.</summary>
    public bool IsCookie(string? value) => value is not null && CryptographicOperations.FixedTimeEquals(Hash(value), Hash(CookieValue));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? Read(string file)
    {
        if (!File.Exists(file)) return null;
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) != OwnerOnly) File.SetUnixFileMode(file, OwnerOnly);
        var text = File.ReadAllText(file).Trim();
        return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigitLower) ? text : null;
    }

    private static string Make(string file)
    {
        var value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        var beside = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(beside, options)) stream.Write(Encoding.ASCII.GetBytes(value));
        // A file that is there holds no token, unless another server has written it this moment.
        File.Move(beside, file, overwrite: Read(file) is null);
        return Read(file)!;
    }
}
