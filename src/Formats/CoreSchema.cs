using System.Globalization;

namespace TrainApp.Formats;

internal enum ScalarKind
{
    Null,
    Bool,
    Integer,
    Float,
    Text,
}

/// <summary>Types of plain scalars by the core schema of YAML 1.2: <c>no</c> and <c>on</c> are text, <c>1e-4</c> is a number.</summary>
internal static class CoreSchema
{
    /// <summary>The type of a plain scalar.</summary>
    public static ScalarKind KindOf(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Bool,
        ".nan" or ".NaN" or ".NAN" => ScalarKind.Float,
        _ when IsInteger(value) => ScalarKind.Integer,
        _ when IsFloat(value) => ScalarKind.Float,
        _ => ScalarKind.Text,
    };

    /// <summary>The value of an integer scalar; false when 64 bits do not hold it.</summary>
    public static bool TryInteger(string value, out long number)
    {
        if (value.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(value.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0;
        }

        if (!value.StartsWith("0o", StringComparison.Ordinal))
        {
            return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        number = 0;
        foreach (var digit in value.Skip(2))
        {
            if (number > long.MaxValue >> 3) return false;
            number = (number << 3) | (uint)(digit - '0');
        }

        return true;
    }

    /// <summary>The value of an integer or float scalar; false when it is too large for a double.</summary>
    public static bool TryNumber(string value, out double number)
    {
        switch (value.TrimStart('+', '-'))
        {
            case ".nan" or ".NaN" or ".NAN":
                number = double.NaN;
                return true;
            case ".inf" or ".Inf" or ".INF":
                number = value[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case var digits when digits.StartsWith("0x", StringComparison.Ordinal) || digits.StartsWith("0o", StringComparison.Ordinal):
                var fits = TryInteger(value, out var integer);
                number = integer;
                return fits;
        }

        // .NET Framework refuses what is too large, .NET makes infinity of it.
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !double.IsInfinity(number);
    }

    private static bool IsInteger(string value)
    {
        if (value.Length > 2 && value[0] == '0' && value[1] is 'o') return value.Skip(2).All(static c => c is >= '0' and <= '7');
        if (value.Length > 2 && value[0] == '0' && value[1] is 'x') return value.Skip(2).All(IsHex);
        var start = Sign(value);
        return start < value.Length && Digits(value, start) == value.Length;
    }

    private static bool IsFloat(string value)
    {
        var at = Sign(value);
        if (value.Substring(at) is ".inf" or ".Inf" or ".INF") return true;
        var whole = Digits(value, at);
        var digits = whole - at;
        if (whole < value.Length && value[whole] == '.')
        {
            var fraction = Digits(value, whole + 1);
            digits += fraction - whole - 1;
            whole = fraction;
        }

        if (digits == 0) return false;
        if (whole < value.Length && value[whole] is 'e' or 'E')
        {
            var exponent = whole + 1;
            if (exponent < value.Length && value[exponent] is '+' or '-') exponent++;
            var end = Digits(value, exponent);
            return end > exponent && end == value.Length;
        }

        return whole == value.Length;
    }

    private static int Sign(string value) => value.Length > 0 && value[0] is '+' or '-' ? 1 : 0;

    private static int Digits(string value, int at)
    {
        while (at < value.Length && value[at] is >= '0' and <= '9') at++;
        return at;
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
