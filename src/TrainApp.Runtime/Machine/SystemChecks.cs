using System.Globalization;
using System.Runtime.InteropServices;
using TrainApp.Findings;

namespace TrainApp.Machine;

/// <summary>The runtime, its culture, and the memory that the process may use.</summary>
internal static class SystemChecks
{
    private const long LittleMemory = 2L << 30;

    private static readonly string[] s_localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    public static IEnumerable<Finding> Look()
    {
        yield return new Finding(Finding.Ok, "runtime", $"{RuntimeInformation.FrameworkDescription} ({RuntimeInformation.ProcessArchitecture}) on {RuntimeInformation.OSDescription.Trim()}, culture '{CultureInfo.CurrentCulture.Name}'{(IsInvariant() ? ", without data of other cultures" : "")} (data never depends on it).");
        if (Charset() is { } finding) yield return finding;
        yield return Memory(MachineMemory.Available());
    }

    /// <summary>What the process may still get, against what a small training needs.</summary>
    public static Finding Memory(long available) => available < LittleMemory
        ? new Finding(Finding.Warning, "memory", $"{Amounts.Gibibytes(available)} of memory are available.", "Use small batches and images, end other programs, or raise the limit of the container.")
        : new Finding(Finding.Ok, "memory", $"{Amounts.Gibibytes(available)} of memory are available.");

    /// <summary>Names of files are UTF-8 here; native code and other programs go by the locale.</summary>
    private static Finding? Charset()
    {
        foreach (var variable in s_localeVariables)
        {
            if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } locale) continue;
            var dot = locale.IndexOf('.', StringComparison.Ordinal);
            var charset = dot < 0 ? "" : locale[(dot + 1)..].Split('@')[0].Replace("-", "", StringComparison.Ordinal);
            return charset.Length == 0 || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? null : new Finding(
                Finding.Warning, "culture", $"{variable} is '{locale}', whose characters are not UTF-8: native libraries and other programs may misread names of files.",
                $"Set it to UTF-8: export {variable}=C.UTF-8");
        }

        return null;
    }

    private static bool IsInvariant()
    {
        try
        {
            return CultureInfo.GetCultureInfo("de-DE").NumberFormat.NumberDecimalSeparator == ".";
        }
        catch (CultureNotFoundException)
        {
            return true;
        }
    }
}
