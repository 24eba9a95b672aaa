using System.Globalization;

namespace TrainApp.Gui.Service;

/// <summary>Amounts as people read them.</summary>
internal static class Amounts
{
    public static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";

    public static string Duration(TimeSpan time) => time.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time:h\\:mm\\:ss}")
        : time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < units.Length - 1) (value, unit) = (value / 1000, unit + 1);
        return value.ToString(unit == 0 || value >= 100 ? "F0" : "F1", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
