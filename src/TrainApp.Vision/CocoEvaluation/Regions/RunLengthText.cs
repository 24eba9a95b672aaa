namespace TrainApp.Vision.CocoEvaluation.Regions;

/// <summary>
/// The text form of run lengths: each number in groups of five bits, lowest first, one printable character per group;
/// bit 5 says that another group follows, bit 4 of the last group is the sign. From the fourth number on, what is
/// written is the difference to the number two places before.
/// </summary>
internal static class RunLengthText
{
    private const int FirstCharacter = 48;
    private const int Continues = 0x20;
    private const int Sign = 0x10;
    private const int Largest = 0x3F;

    /// <exception cref="FormatException">The text is damaged.</exception>
    public static void Decode(ReadOnlySpan<byte> text, List<int> lengths)
    {
        var first = lengths.Count;
        var place = 0;
        while (place < text.Length)
        {
            long value = 0;
            int shift = 0, group;
            do
            {
                group = place < text.Length
                    ? text[place++] - FirstCharacter
                    : throw new FormatException("The run lengths end in the middle of a number.");
                if ((uint)group > Largest) throw new FormatException("The run lengths hold a character that no number is written with.");
                value |= (long)(group & 0x1F) << shift;
                shift += 5;
            }
            while ((group & Continues) != 0 && shift < 60);

            if ((group & Sign) != 0) value |= -1L << shift;

            var count = lengths.Count - first;
            value += count > 2 ? lengths[^2] : 0;
            lengths.Add(value is >= 0 and <= int.MaxValue ? (int)value : throw new FormatException($"{value} is no run length."));
        }
    }
}
