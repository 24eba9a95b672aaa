using System.Globalization;

namespace TrainApp.Machine;

/// <summary>Amounts of bytes in words.</summary>
internal static class Amounts
{
    public static string Gibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F1} GiB");
}
