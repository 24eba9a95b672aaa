using System.IO.Compression;
using System.Security.Cryptography;

namespace TrainApp.Gui.Assets;

/// <summary>
/// A script or style with its compressed forms. The first request gets a quick compression, and the smallest form, which
/// takes a second for a large script, is made meanwhile for all later ones.
/// </summary>
internal sealed class Asset
{
    private readonly Lazy<Packed> _brotli;
    private readonly Lazy<Packed> _gzip;

    public Asset(string name, byte[] bytes)
    {
        Bytes = bytes;
        ContentType = Path.GetExtension(name) == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        _brotli = new(() => new Packed(bytes, (to, level) => new BrotliStream(to, level)));
        _gzip = new(() => new Packed(bytes, (to, level) => new GZipStream(to, level)));
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>Says which content it is.</summary>
    public string Hash { get; }

    /// <summary>The smallest form that a client takes.</summary>
    /// <param name="accepted">The client's <c>Accept-Encoding</c>.</param>
    /// <returns>The bytes, and the name of their encoding; null for none.</returns>
    public (byte[] Bytes, string? Encoding) For(string accepted) =>
        Accepts(accepted, "br") ? (_brotli.Value.Bytes, "br")
        : Accepts(accepted, "gzip") ? (_gzip.Value.Bytes, "gzip")
        : (Bytes, null);

    private static bool Accepts(string accepted, string encoding) => accepted.Split(',', StringSplitOptions.TrimEntries)
        .Select(item => item.Split(';', StringSplitOptions.TrimEntries))
        .Any(item => item[0].Equals(encoding, StringComparison.OrdinalIgnoreCase) && !item.Skip(1).Any(quality => quality is "q=0" or "q=0.0"));

    /// <summary>One compressed form.</summary>
    private sealed class Packed
    {
        private volatile byte[] _bytes;

        public Packed(byte[] raw, Func<Stream, CompressionLevel, Stream> open)
        {
            _bytes = Pack(raw, open, CompressionLevel.Fastest);
            _ = Task.Run(() => _bytes = Pack(raw, open, CompressionLevel.SmallestSize));
        }

        public byte[] Bytes => _bytes;

        private static byte[] Pack(byte[] raw, Func<Stream, CompressionLevel, Stream> open, CompressionLevel level)
        {
            using var packed = new MemoryStream();
            using (var stream = open(packed, level)) stream.Write(raw);
            return packed.ToArray();
        }
    }
}
