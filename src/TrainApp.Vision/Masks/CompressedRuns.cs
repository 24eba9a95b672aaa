using System.Runtime.CompilerServices;

namespace TrainApp.Vision.Masks;

/// <summary>
/// The text form of run lengths, as COCO's tools read and write it: each number in groups of five bits, lowest first, a
/// printable character per group; bit 5 says that another group follows, bit 4 of the last group is the sign. From the
/// fourth number on, what is written is the difference to the number two places before.
/// </summary>
internal static class CompressedRuns
{
    /// <summary>Most characters that one number takes.</summary>
    public const int MaxCharactersPerRun = 7;

    private const int FirstCharacter = 48, Bits = 5, Digits = 0x1F, Sign = 0x10, Continues = 0x20;

    /// <summary>Writes run lengths as text.</summary>
    public static string Encode(ReadOnlySpan<int> counts)
    {
        Span<byte> text = new byte[counts.Length * MaxCharactersPerRun];
        return System.Text.Encoding.ASCII.GetString(text[..Encode(counts, text)]);
    }

    /// <summary>Writes run lengths as characters of ASCII.</summary>
    /// <param name="counts">The lengths.</param>
    /// <param name="text">Room for <see cref="MaxCharactersPerRun"/> characters of each.</param>
    /// <returns>How many characters were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Encode(ReadOnlySpan<int> counts, Span<byte> text)
    {
        var length = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            bool isLast;
            do
            {
                var group = value & Digits;
                value >>= Bits;
                isLast = value == ((group & Sign) != 0 ? -1 : 0);
                text[length++] = (byte)(FirstCharacter + (isLast ? group : group | Continues));
            }
            while (!isLast);
        }

        return length;
    }

    /// <summary>Reads run lengths from their text.</summary>
    /// <exception cref="InvalidDataException">A character or a number does not belong there, or the text ends within a number.</exception>
    public static int[] Decode(string text)
    {
        var counts = new List<int>(text.Length / 2);
        Decode(System.Text.Encoding.UTF8.GetBytes(text), counts);
        return [.. counts];
    }

    /// <summary>Reads run lengths from characters of ASCII and appends them.</summary>
    /// <exception cref="InvalidDataException">A character or a number does not belong there, or the text ends within a number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decode(ReadOnlySpan<byte> text, List<int> counts)
    {
        var first = counts.Count;
        for (var place = 0; place < text.Length;)
        {
            long value = 0;
            int shift = 0, group;
            do
            {
                if (place == text.Length) throw new InvalidDataException("The run lengths end in the middle of a number.");
                group = text[place++] - FirstCharacter;
                if ((uint)group > (Continues | Digits)) throw new InvalidDataException($"Character {place} of the run lengths does not belong there; no number is written with it.");
                if (shift == Bits * MaxCharactersPerRun) throw new InvalidDataException($"The run length before character {place} is too large.");
                value |= (long)(group & Digits) << shift;
                shift += Bits;
            }
            while ((group & Continues) != 0);

            if ((group & Sign) != 0) value |= -1L << shift;
            var count = counts.Count - first;
            if (count > 2) value += counts[^2];
            if (value is < 0 or > int.MaxValue) throw new InvalidDataException($"The run length before character {place + 1} is {value}.");
            counts.Add((int)value);
        }
    }
}
