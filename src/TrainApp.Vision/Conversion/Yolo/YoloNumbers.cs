using System.Globalization;
using System.Text;

namespace TrainApp.Vision.Conversion.Yolo;

/// <summary>Numbers of label files: parts of the image's size with six decimals.</summary>
internal static class YoloNumbers
{
    private const int Decimals = 6;

    /// <summary>Ties at the seventh decimal are odd multiples of this: no other number is exact in binary there.</summary>
    private const double Tie = 1.0 / 128;

    public static StringBuilder AppendPart(this StringBuilder line, double part)
    {
        // A tie goes to the even digit, as other programs have it.
        if (Math.Abs(part / Tie % 2) == 1) return line.Append(CultureInfo.InvariantCulture, $" {Math.Round((decimal)part, Decimals, MidpointRounding.ToEven):F6}");
        return line.Append(CultureInfo.InvariantCulture, $" {part:F6}");
    }
}
