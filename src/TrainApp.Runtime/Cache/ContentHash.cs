using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace TrainApp.Cache;

/// <summary>The SHA-256 of a content. <see cref="ToString"/> gives 64 hexadecimal digits.</summary>
internal readonly record struct ContentHash(UInt128 High, UInt128 Low)
{
    /// <summary>How many bytes it has.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    public static ContentHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[(Bytes / 2)..]));

    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        SHA256.HashData(content, bytes);
        return Read(bytes);
    }

    /// <summary>Reads a file to its end.</summary>
    public static ContentHash OfFile(string path)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        SHA256.HashData(stream, bytes);
        return Read(bytes);
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out ContentHash? hash)
    {
        hash = null;
        if (text?.Length != Bytes * 2
            || !UInt128.TryParse(text.AsSpan(0, Bytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !UInt128.TryParse(text.AsSpan(Bytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)) return false;
        hash = new ContentHash(high, low);
        return true;
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Bytes / 2)..], Low);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
