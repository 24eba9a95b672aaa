using System.Text;
using System.Text.RegularExpressions;

namespace TrainApp.Workers;

/// <summary>The last lines of a worker's log, however long its lines and whatever bytes are in it.</summary>
internal static partial class LogTail
{
    private const int MostBytes = 16 * 1024;
    private const int LongestLine = 400;

    public static IReadOnlyList<string> Read(string file, int count = 20)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Position = Math.Max(0, stream.Length - MostBytes);
            bytes = new byte[stream.Length - stream.Position];
            stream.ReadExactly(bytes);
        }
        catch (IOException)
        {
            return [];
        }

        return [.. Encoding.UTF8.GetString(bytes)
            .Split('\n')
            .Select(line => Shorten(Printable(AfterLastReturn(line.TrimEnd('\r')))))
            .Where(line => line.Length > 0)
            .TakeLast(count)];
    }

    // A progress bar rewrites its line with carriage returns; what stands at the end is what a person saw.
    private static string AfterLastReturn(string line) => line[(line.LastIndexOf('\r') + 1)..];

    // Colours and other orders to a terminal are none of what was said.
    private static string Printable(string line) =>
        string.Concat(Orders().Replace(line, "").Select(letter => letter == '\t' ? ' ' : letter).Where(letter => !char.IsControl(letter))).TrimEnd();

    [GeneratedRegex(@"\x1B(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(\x07|\x1B\\)?|[@-Z\\-_])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Orders();

    private static string Shorten(string line) => line.Length <= LongestLine ? line : string.Concat(line.AsSpan(0, LongestLine), "…");
}
