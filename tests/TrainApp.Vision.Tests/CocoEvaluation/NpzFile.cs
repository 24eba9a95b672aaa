using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace TrainApp.Vision.Tests.CocoEvaluation;

/// <summary>Reads arrays of doubles out of a numpy archive.</summary>
internal static partial class NpzFile
{
    public static (int[] Shape, double[] Values) Read(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        using var stream = archive.GetEntry(name + ".npy")!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        var headerStart = bytes[6] == 1 ? 10 : 12;
        var headerLength = bytes[6] == 1 ? BitConverter.ToUInt16(bytes, 8) : BitConverter.ToInt32(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, headerStart, headerLength);
        if (!header.Contains("'<f8'", StringComparison.Ordinal) || header.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new InvalidDataException(header);

        int[] shape = [.. Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        return (shape, MemoryMarshal.Cast<byte, double>(bytes.AsSpan(headerStart + headerLength)).ToArray());
    }

    [GeneratedRegex(@"\(([\d, ]*)\)")]
    private static partial Regex Shape();
}
